"""Mails everybody their tasks on pages, as often as each wants it. Run it daily."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.tasks.digest import send_digests


class Command(BaseCommand):
    """Mail tasks; running it twice mails nobody twice."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Queue the messages, and say how many. Raises CommandError if somebody's could not be made."""
        sent, failed = send_digests(timezone.localdate())
        self.stdout.write(f"{sent} people told of their tasks")
        if failed:
            raise CommandError("Not told: " + ", ".join(f"user {pk}" for pk in failed))
