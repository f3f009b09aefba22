"""Django's entry for this app."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "services.facts"
    label = "facts"
