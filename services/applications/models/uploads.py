"""Evidence files. The bytes are sealed before they reach the disk."""

import uuid
from typing import ClassVar

from django.db import models

from services.applications.choices import ChannelChoice
from services.applications.models.applications import Application


class Upload(models.Model):
    """One file that someone sent as evidence for one question."""

    class State(models.TextChoices):
        """What is known of the file: it waits for the scanner, the scanner has it, then one of two."""

        RECEIVED = "received"
        CHECKING = "checking"
        CLEAN = "clean"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="uploads")
    question = models.CharField(max_length=60)
    row = models.CharField(max_length=32, blank=True, default="")
    name = models.BinaryField()
    """The file's own name, sealed: people put their names in it."""
    stored_as = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    checking_at = models.DateTimeField(null=True)
    """When the scanner was given it. One that has it for long was interrupted: see `scanned`."""
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    received_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["received_at", "id"]

    @property
    def unchecked(self) -> bool:
        """Whether no scanner has said what it is."""
        return self.state in UNCHECKED


class PartialUpload(models.Model):
    """A file that is being sent in pieces, or stopped half way. Its pieces lie sealed in the storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="partial_uploads")
    question = models.CharField(max_length=60)
    row = models.CharField(max_length=32, blank=True, default="")
    fingerprint = models.CharField(max_length=64)
    """Keyed hash of the whole file: who chooses the same one again goes on where it stopped."""
    name = models.BinaryField()
    """The file's own name, sealed."""
    size_bytes = models.PositiveIntegerField()
    received_bytes = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(db_index=True)
    """When the last piece came: its life counts from here."""
    finished_as = models.ForeignKey(Upload, null=True, on_delete=models.CASCADE, related_name="+")
    """The file that it became: kept a day, for a browser that did not hear of it."""

    class Meta:
        ordering: ClassVar = ["used_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "question", "row", "fingerprint"], name="partial_upload_once"
            ),
            models.CheckConstraint(
                name="partial_upload_within_its_size",
                condition=models.Q(received_bytes__lte=models.F("size_bytes")),
            ),
        ]

    @property
    def percent(self) -> int:
        """How much of it is here, in whole percent, rounded down."""
        return 100 * self.received_bytes // self.size_bytes


UNCHECKED = (Upload.State.RECEIVED, Upload.State.CHECKING)
"""The states of a file of which nobody knows yet whether it is harmful."""
