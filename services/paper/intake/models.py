"""What the desk scanned: files, and each of their pages with what was read on it."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services import vault
from services.applications.models import Application


class ScanBatch(models.Model):
    """One file from the scanner: several forms may be in it, their pages in any order."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Waiting to be read")
        READING = "reading", _("Being read")
        READ = "read", _("Read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.BinaryField()
    """The wrapped key of the file and of its pages that belong to nobody yet. Empty once erased."""
    name = models.BinaryField()
    """The file's own name, sealed: people put names in it."""
    stored_as = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    """Keyed hash of the file, by which the same one is known again."""
    size_bytes = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=30, blank=True, default="")
    """What is wrong with the file as a whole; its pages may be there all the same."""
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    reading_at = models.DateTimeField(null=True)
    """When a worker took it. One that has it for long was interrupted."""
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=~Q(fingerprint=""), name="scan_batch_once"
            )
        ]

    @property
    def box(self) -> vault.Box:
        """The opened key. Raises vault.Unreadable once it is erased."""
        return vault.Box(bytes(self.data_key))

    @property
    def file_name(self) -> str:
        """The file's own name; empty once it is erased."""
        if not self.data_key:
            return ""
        return self.box.open(self.name, context=f"scan-name:{self.pk}").decode()


class ScanPage(models.Model):
    """One page of a file. What its pictures show is sealed for whom it belongs to."""

    class State(models.TextChoices):
        """What is to be done with it."""

        TO_SORT = "to_sort", _("To be sorted by hand")
        LOOSE = "loose", _("A page of an empty form that we handed out to anybody")
        TO_KEY = "to_key", _("To be keyed")
        KEYED = "keyed", _("Keyed")
        ASIDE = "aside", _("Put aside")

    class Aside(models.TextChoices):
        """Why a page is not keyed."""

        BACK = "back", _("An empty back or a cover sheet")
        AGAIN = "again", _("We have this page already")
        LETTER = "letter", _("A letter or proof: passed on to who needs it")
        NOT_OURS = "not_ours", _("Not for us: sent on or sent back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(ScanBatch, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    """Its place in the file, from 1."""
    state = models.CharField(max_length=10, choices=State)
    problem = models.CharField(max_length=30, blank=True, default="")
    """Why a person has to sort it, or why nothing was read on it."""
    aside = models.CharField(max_length=10, choices=Aside, blank=True, default="")
    printed_form = models.ForeignKey(
        "paper.PrintedForm", null=True, on_delete=models.PROTECT, related_name="scan_pages"
    )
    printed_copy = models.ForeignKey(
        "paper.PrintedCopy", null=True, on_delete=models.SET_NULL, related_name="scan_pages"
    )
    page = models.PositiveIntegerField(null=True)
    """Which page of that print it is, from 1."""
    application = models.ForeignKey(
        Application, null=True, on_delete=models.CASCADE, related_name="scan_pages"
    )
    stored_as = models.CharField(max_length=120, blank=True, default="")
    """Its pictures, sealed. Empty if it could not be opened."""
    readings = models.BinaryField(default=b"")
    """What was read, sealed."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who put it where it is, if it was a person."""
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["batch", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["batch", "number"], name="scan_page_once"),
            models.CheckConstraint(
                name="scan_page_keyed_for_somebody",
                condition=~Q(state__in=["to_key", "keyed"]) | Q(application__isnull=False),
            ),
            models.CheckConstraint(
                name="scan_page_aside_for_a_reason",
                condition=Q(state="aside") & ~Q(aside="") | ~Q(state="aside") & Q(aside=""),
            ),
        ]

    @property
    def box(self) -> vault.Box:
        """The key of whom it belongs to. Raises vault.Unreadable once that is erased."""
        return self.application.box if self.application else self.batch.box
