"""What happened: append-only, without personal data."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from services.applications.choices import ChannelChoice, RoleChoice
from services.applications.models.applications import Application


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be read and added, nothing else."""

    def update(self, **fields: Any) -> NoReturn:
        raise ValueError("an event never changes")

    def delete(self) -> NoReturn:
        raise ValueError("an event is never deleted")


class Event(models.Model):
    """One thing that happened. Feeds the citizen's timeline, the audit and the measures."""

    kind = models.CharField(max_length=40)
    application = models.ForeignKey(
        Application, null=True, on_delete=models.DO_NOTHING, related_name="events", db_constraint=False
    )
    subject = models.CharField(max_length=80, blank=True)
    """What else it is about, as "appointment:<id>"."""
    role = models.CharField(max_length=8, choices=RoleChoice)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    codes = models.JSONField(default=dict)
    """Step and question keys, counts, states: never what anyone typed."""
    at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager["Event"]] = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["subject"], name="event_subject")]

    def save(self, *args: Any, **options: Any) -> None:
        """Insert the event. Raises ValueError on any later save."""
        if not self._state.adding:
            raise ValueError("an event never changes")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Raise ValueError: the audit is kept."""
        raise ValueError("an event is never deleted")
