"""Addresses of the pages about offices."""

from django.urls import path

from content.offices import views

app_name = "offices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:key>/", views.office, name="office"),
]
