"""Django's entry for this app."""

from django.apps import AppConfig


class OnlineConfig(AppConfig):
    name = "services.online"
    label = "online"
