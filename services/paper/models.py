"""What was printed: each copy with where every answer stands on every page; and what is asked for instead."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from services.applications.choices import ChannelChoice, RoleChoice
from services.applications.models import Application
from services.definitions.models import Form, FormVersion
from services.paper.formats.choices import Format, Progress
from services.paper.formats.details import Details, opened
from services.paper.intake.models import ScanBatch, ScanPage
from services.paper.prints import Print

__all__ = ["PrintedCopy", "PrintedForm", "ScanBatch", "ScanPage"]

BoxMap = list[dict[str, list[float]]]
"""For each page: the name of a box to its left, top, right and bottom edge in millimetres."""


class _Printed(models.Model):
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    size = models.CharField(max_length=10, choices=Print)
    boxes = models.JSONField()

    class Meta:
        abstract = True

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.boxes)

    def page_of(self) -> dict[str, int]:
        """Return on which page each box and question stands."""
        numbered = reversed(list(enumerate(self.boxes, start=1)))
        return {name: number for number, page in numbered for name in page}


class PrintedForm(_Printed):
    """An empty form as a file: made once for each version, language and size.

    It is kept for ever, because sheets that come back are read with it.
    """

    edition = models.PositiveIntegerField()
    """Part of the code on each page: a new one when the council's details or our design change."""
    made_from = models.CharField(max_length=64)
    """SHA-256 of everything that shaped it."""
    stored_as = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["version", "language", "size", "edition"], name="printed_form_edition_once"
            ),
            models.UniqueConstraint(
                fields=["version", "language", "size", "made_from"], name="printed_form_made_once"
            ),
        ]


class FailedDrawing(models.Model):
    """An empty form that could not be drawn when a worker last tried. Gone once it is drawn."""

    made_from = models.CharField(max_length=64, unique=True)
    """As of the PrintedForm that it would be."""
    why = models.CharField(max_length=80)
    """The kind of error: what it says may quote the form."""
    failed_at = models.DateTimeField()


class PrintedCopy(_Printed):
    """A form that was printed for one person, with their answers so far."""

    code = models.CharField(max_length=8, unique=True)
    """Part of the code on each page. It says nothing about the person."""
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="printed_copies")
    rows = models.JSONField(default=dict)
    """For each repeat: the ids of the rows that were printed, in the order of the paper."""
    stored_as = models.CharField(max_length=120, blank=True, default="")
    """Where it is kept as it went out, sealed: its pages are read with it when they come back."""
    printed_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    role = models.CharField(max_length=8, choices=RoleChoice)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class FormatRequest(models.Model):
    """Somebody needs a form or letter in a format that we have made for them: a task of the desk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    format = models.CharField(max_length=10, choices=Format)
    form = models.ForeignKey(Form, null=True, on_delete=models.SET_NULL, related_name="+")
    """The form it was asked for from; None for a letter or anything else."""
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    state = models.CharField(max_length=10, choices=Progress, default=Progress.ASKED)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who took it in hand, and then who sent it."""
    data_key = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(state=Progress.SENT, sent_at__isnull=False)
                | (~Q(state=Progress.SENT) & Q(sent_at__isnull=True)),
                name="format_sent_at_when_sent",
            )
        ]

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"format:{self.pk}"

    @property
    def details(self) -> Details:
        """What they wrote, opened."""
        return opened(self.sealed, bytes(self.data_key))
