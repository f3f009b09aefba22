"""Publishes and takes down what is due, one by one: what fails keeps its time, and the others go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.scheduled import do_due


class Command(BaseCommand):
    """`manage.py publish_due`, instead of Wagtail's publish_scheduled, which stops at the first failure."""

    help = "Publish pages and forms whose time has come, and take down those whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each in a transaction of its own. Raises CommandError if something could not be done."""
        if failed := do_due(timezone.now()):
            raise CommandError("\n".join(["Not done; the time set for it is kept:", *failed]))
