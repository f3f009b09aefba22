"""Django's entry for this app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "services.delivery"
    label = "delivery"
