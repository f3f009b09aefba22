"""Where submitted applications go, and how far each has come."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.applications.models import Application
from services.definitions.models import Form


class Way(models.TextChoices):
    """How an application travels to a back office."""

    WEBHOOK = "webhook", _("Webhook")
    EMAIL = "email", pgettext_lazy("way of delivery", "Email")
    DROP = "drop", _("File drop")
    DAILY_EXPORT = "daily_export", _("Daily export")


class State(models.TextChoices):
    """How far a delivery has come."""

    WAITING = "waiting", _("Waiting")
    """Not there yet: its time, or another try, is to come."""
    CONFIRMED = "confirmed", _("Delivered")
    """The other side said that it has it."""
    FAILED = "failed", _("Failed")
    """Given up until somebody looks into it."""
    SETTLED = "settled", _("Passed on in another way")
    """A manager said that it needs no delivery any more."""


UNCONFIRMED = (State.WAITING, State.FAILED)
"""We still owe these: the application must not be erased."""


class Destination(models.Model):
    """A back office, and how applications get there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    form = models.ForeignKey(Form, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The one form whose applications go there; all forms if none is named."""
    way = models.CharField(max_length=12, choices=Way)
    language = models.CharField(max_length=10, default="en")
    """The language of labels and options. What people wrote stays as it is."""
    folder = models.SlugField(max_length=60, null=True, unique=True)  # noqa: DJ001  # unique only where given
    """Where a drop or an export is written; no two destinations share one."""
    sealed = models.BinaryField(default=bytes)
    """Addresses and secrets: see reaching.py."""
    since_at = models.DateTimeField()
    """Applications submitted from then on go there."""
    swept_at = models.DateTimeField()
    """When we last began to look for applications that should go there: see sweeping.py."""
    off_at = models.DateTimeField(null=True)
    """When a manager switched it off, if it is off."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="destination_folder_where_files_are_written",
                condition=Q(way__in=[Way.DROP, Way.DAILY_EXPORT], folder__isnull=False)
                | Q(way__in=[Way.WEBHOOK, Way.EMAIL], folder__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"destination {self.pk}"

    @property
    def is_on(self) -> bool:
        """Whether applications go there."""
        return self.off_at is None


class ExportFile(models.Model):
    """One day's applications of one form, written as CSV and as JSON Lines."""

    destination = models.ForeignKey(Destination, on_delete=models.PROTECT, related_name="files")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    day_on = models.DateField()
    folder = models.SlugField(max_length=60)
    """Where it was written: its destination may have moved on to another folder since."""
    count = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    """When its bytes were deleted: they hold what people told us."""

    class Meta:
        ordering: ClassVar = ["-day_on", "form"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["destination", "form", "day_on"], name="export_file_once_a_day")
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"


class Delivery(models.Model):
    """One application on its way to one destination. Its id is the idempotency key, for every try."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    destination = models.ForeignKey(Destination, on_delete=models.PROTECT, related_name="deliveries")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    """When a worker took it. It has it for as long as claiming.LEASE, so nobody else sends it meanwhile."""
    give_up_at = models.DateTimeField(null=True)
    """Counted from the first try, and again from the moment a manager asked for another."""
    last_error = models.CharField(max_length=40, blank=True)
    """A code of ours, never the other side's words: they may quote what was sent."""
    export = models.ForeignKey(ExportFile, null=True, on_delete=models.PROTECT, related_name="deliveries")
    """The daily file it is part of."""
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "next_try_at"], name="delivery_due"),
            models.Index(fields=["application", "state"], name="delivery_owed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["destination", "application"], name="delivery_once"),
            models.CheckConstraint(
                name="delivery_confirmed_at_when_confirmed",
                condition=Q(state=State.CONFIRMED, confirmed_at__isnull=False)
                | (~Q(state=State.CONFIRMED) & Q(confirmed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
