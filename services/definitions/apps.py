"""Django's entry for this app."""

from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    name = "services.definitions"
    label = "definitions"
