"""Django's entry for this app."""

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "services.checklists"
    label = "checklists"
