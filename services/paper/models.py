"""What was printed: each copy with where every answer stands on every page."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from services.applications.choices import ChannelChoice, RoleChoice
from services.applications.models import Application
from services.definitions.models import FormVersion
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
