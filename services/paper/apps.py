"""Django's entry for this app."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "services.paper"
    label = "paper"
