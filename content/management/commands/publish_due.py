"""Publishes what is due, one by one: what cannot go live keeps its time, and the others go."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Revision


class Command(BaseCommand):
    """`manage.py publish_due`, instead of Wagtail's publish_scheduled, which stops at the first failure."""

    help = "Publish pages and forms whose time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish each in a transaction of its own. Raises CommandError if something could not go live."""
        failed: list[str] = []
        due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at")
        for revision in due:
            try:
                with transaction.atomic():
                    revision.publish(log_action="wagtail.publish.scheduled")
            except (ValidationError, IntegrityError) as problem:
                said = problem.messages if isinstance(problem, ValidationError) else [type(problem).__name__]
                failed.append(f"{revision.content_type.model} {revision.object_id}: {' '.join(said)}")
        if failed:
            raise CommandError("\n".join(["Not published; the time set for it is kept:", *failed]))
