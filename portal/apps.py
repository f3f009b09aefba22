"""Django's entry for this app."""

from django.apps import AppConfig

from portal.without_opencv import load_willow


class PortalConfig(AppConfig):
    """The first of all apps."""

    name = "portal"
    label = "portal"

    def import_models(self) -> None:
        """Get ready before any other app loads its models, and with them Wagtail's pictures."""
        load_willow()
        super().import_models()
