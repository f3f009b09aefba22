"""Addresses under /s/. On paper they stand without a slash at the end; with one they work too."""

from django.urls import path

from content.short import views

urlpatterns = [
    path("<str:code>", views.go, name="short"),
    path("<str:code>/", views.go),
    path("<str:code>/qr.svg", views.qr, name="short_qr"),
]
