"""A submitted application at work."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from services.applications.choices import CaseState, Outcome
from services.applications.models.applications import Application


class Case(models.Model):
    """The work on one submitted application."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="case")
    state = models.CharField(max_length=12, choices=CaseState, default=CaseState.RECEIVED)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    revision = models.PositiveIntegerField(default=0)
    """Goes up with every change: two advisers on one case cannot overwrite each other."""
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "opened_at"], name="case_queue")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="case_outcome_when_decided",
                condition=(Q(state=CaseState.DECIDED) & ~Q(outcome=""))
                | (~Q(state=CaseState.DECIDED) & Q(outcome="")),
            )
        ]


class CaseMessage(models.Model):
    """A message between the council and the citizen about a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    state = models.CharField(max_length=12, choices=CaseState)
    text = models.BinaryField()
    """Sealed under the application's key."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["written_at", "id"]
