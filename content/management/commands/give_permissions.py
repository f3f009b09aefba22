"""Gives content authors and managers what they may do. Run it after each release."""

from typing import Any

from django.core.management.base import BaseCommand

from content.models import HomePage
from content.roles import ensure_permissions


class Command(BaseCommand):
    """`manage.py give_permissions`. Takes nothing away; what is there already stays."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Give them, and say in which languages authors may write."""
        ensure_permissions()
        spoken = HomePage.objects.values_list("locale__language_code", flat=True).order_by("locale_id")
        told = ", ".join(spoken) or "none: make a front page in /admin/, then run this again"
        self.stdout.write(f"Done. Languages in which authors write pages: {told}")
