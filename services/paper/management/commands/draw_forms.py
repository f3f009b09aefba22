"""manage.py draw_forms: has the empty forms drawn that are not there yet."""

from typing import Any

from django.core.management.base import BaseCommand

from services.paper.tasks import draw_soon


class Command(BaseCommand):
    """For a timer: what was published, or looks different now, is drawn before somebody asks for it."""

    help = "Hand empty forms that are not drawn yet to the background workers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many there are."""
        self.stdout.write(f"{draw_soon()} forms to draw")
