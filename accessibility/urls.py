"""Addresses of the accessibility pages."""

from django.urls import path

from accessibility import views

app_name = "accessibility"

urlpatterns = [
    path("", views.statement_page, name="statement"),
    path("preferences/", views.preferences_page, name="preferences"),
]
