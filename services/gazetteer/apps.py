"""Django's entry for this app."""

from django.apps import AppConfig


class GazetteerConfig(AppConfig):
    name = "services.gazetteer"
    label = "gazetteer"
