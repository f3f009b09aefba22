"""Settles open applications whose form got a new version: those whose date has come, those left over."""

from typing import Any

from django.core.management.base import BaseCommand

from services.applications.actions import settle_all


class Command(BaseCommand):
    """`manage.py settle_drafts`, once a day."""

    help = "Move or close open applications as the authors of newer versions chose. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Settle them and say for how many forms."""
        self.stdout.write(f"Forms with applications of earlier versions: {settle_all()}.")
