"""Addresses of booklets."""

from django.urls import path

from content.booklet import views

app_name = "booklet"

urlpatterns = [path("<slug:event>/", views.booklet, name="print")]
