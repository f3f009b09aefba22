"""Django's entry for this app."""

from django.apps import AppConfig


class AssistedConfig(AppConfig):
    name = "services.assisted"
    label = "assisted"
