"""Erase what its time is over for: unused drafts, and applications long decided."""

from typing import Any

from django.core.management.base import BaseCommand

from services.applications.actions import erase_decided, erase_expired


class Command(BaseCommand):
    """`manage.py erase_expired`, once a day."""

    help = "Erase unused drafts and applications whose time to be kept is over. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase and say how many."""
        self.stdout.write(
            f"Drafts erased: {erase_expired()}. Decided applications erased: {erase_decided()}."
        )
