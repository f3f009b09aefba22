"""Django's entry for this app."""

from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "accessibility"
    label = "accessibility"
