"""The outbox: every message we owe somebody, from the moment it is decided until it is sent."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Way(models.TextChoices):
    """How a message travels."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"


class State(models.TextChoices):
    """Where a message is."""

    QUEUED = "queued"
    """Waiting for its time, or for the next attempt."""
    SENDING = "sending"
    """Taken by a worker."""
    TO_PRINT = "to_print"
    """A letter, laid out, waiting in the desk's print queue."""
    WITH_PRINTER = "with_printer"
    """A letter that a print service has taken; not known yet to be posted."""
    SENT = "sent"
    """Handed to the mail server, the text provider or the post."""
    FAILED = "failed"
    """Given up: staff must reach the person another way."""
    VOID = "void"
    """No longer true or no longer of use; never sent."""


class LetterBatch(models.Model):
    """Letters that the desk prints together, as one file. Its number is its key."""

    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    posted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Message(models.Model):
    """One message, one way. Recipient and words are sealed, and erased some days after sending."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    way = models.CharField(max_length=10, choices=Way.choices)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    # What it tells of, without personal data: "appointment:UUID". A later sequence voids earlier ones.
    about = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField(default=0)
    content = models.BinaryField(default=bytes)  # sealed; empty once erased
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    send_at = models.DateTimeField(default=timezone.now)
    useful_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    interruptions = models.PositiveSmallIntegerField(default=0)  # workers that died with it in hand
    claimed_at = models.DateTimeField(null=True)
    # A code of ours, never a server's words: they quote addresses.
    error = models.CharField(max_length=40, blank=True)
    # How the print service names it.
    carrier_id = models.CharField(max_length=40, blank=True)
    batch = models.ForeignKey(LetterBatch, null=True, on_delete=models.SET_NULL, related_name="letters")
    place = models.PositiveSmallIntegerField(null=True)  # its number in the batch, from 1
    pages = models.PositiveSmallIntegerField(null=True)  # known once it was printed in a batch
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about", "sequence", "kind", "way"], name="message_said_once_per_way"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_sent_at_when_sent",
            ),
            models.UniqueConstraint(fields=["batch", "place"], name="letter_place_in_batch_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "send_at"])]
