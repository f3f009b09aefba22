"""Django's entry for this app."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "services.booking"
    label = "booking"
