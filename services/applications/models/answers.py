"""What people answered: rows that are superseded, never overwritten."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from services.applications.choices import ChannelChoice, RoleChoice
from services.applications.models.applications import Application
from services.definitions.models import FormVersion


def new_row_id() -> str:
    """Return a fresh id for a repeat row."""
    return uuid.uuid4().hex


class Answer(models.Model):
    """One answer to one question, with where it came from. Only one is current."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    row = models.CharField(max_length=32, blank=True, default="")
    """The repeat row's id; empty outside repeats."""
    value = models.BinaryField()
    """JSON, sealed under the application's key."""
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    given_by = models.CharField(max_length=8, choices=RoleChoice)
    """Whose answer it is."""
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The member of staff who entered it, if not the citizen."""
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    set_aside_for = models.ForeignKey(FormVersion, null=True, on_delete=models.PROTECT, related_name="+")
    """The version that asks the question again: this answer counts no more, but stays in view."""

    carried_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    """The answer in an earlier application that the person chose to use here. Gone when that is erased."""
    sheet = models.CharField(max_length=60, blank=True, default="")
    """What it was keyed from, if there is a picture of it: "scan_page:" and the page's id."""
    carried_form = models.CharField(max_length=60, blank=True, default="")
    """The key of the form of that application, which stays."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="answer_set_aside_counts_no_more",
                condition=Q(set_aside_for__isnull=True) | Q(superseded_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["application", "question", "row"],
                condition=Q(superseded_at__isnull=True),
                name="answer_current_once",
            ),
        ]


class RepeatRow(models.Model):
    """One row of a repeat: one medicine, one person."""

    id = models.CharField(primary_key=True, max_length=32, default=new_row_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="repeat_rows")
    repeat = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="inner_rows")
    """The row that holds it, if its repeat is inside another."""
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]


class TypedInput(models.Model):
    """What was typed into a step but is not an answer yet: not valid, or not sent with Continue."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="typed_inputs")
    step = models.CharField(max_length=60)
    row = models.CharField(max_length=32, blank=True, default="")
    typed = models.BinaryField()
    """JSON by question key and part, sealed."""
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    typed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "step", "row"], name="typed_input_once")
        ]


class Finding(models.Model):
    """A blind index entry: how staff find an application without reading anyone's answers."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="findings")
    purpose = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "purpose", "digest"], name="finding_once")
        ]
