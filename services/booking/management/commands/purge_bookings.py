"""Deletes abandoned holds, past claims, and people's details 90 days after they came. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from services.booking.actions import sweep


class Command(BaseCommand):
    """Forget what booking no longer needs."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Sweep once."""
        self.stdout.write(", ".join(f"{count} {what}" for what, count in sweep().items()))
