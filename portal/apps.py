"""Django's entry for this app."""

from types import ModuleType

from django.apps import AppConfig

from portal.without_opencv import load_willow


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"

    def __init__(self, app_name: str, app_module: ModuleType | None) -> None:
        super().__init__(app_name, app_module)
        load_willow()  # before the apps that import it: this one stands first in INSTALLED_APPS
