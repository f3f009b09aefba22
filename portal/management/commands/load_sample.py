"""Loads the sample council. Safe to run again: it adds only what is missing."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.sample.content import load_content


class Command(BaseCommand):
    """`manage.py load_sample`."""

    help = "Load the sample council: pages, forms, offices and people. Run it again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything and say what was added."""
        self.stdout.write(f"Pages added: {load_content()}")
