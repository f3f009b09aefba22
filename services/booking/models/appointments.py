"""Appointments, and the five-minute claims that make double booking impossible."""

import uuid
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from services.applications.choices import ChannelChoice
from services.applications.models import Application
from services.booking.models.places import AvailabilityException, Office, Resource
from services.booking.models.types import AppointmentType, Mode
from services.booking.slots import Span
from services.definitions.channels import Channel


class State(models.TextChoices):
    """Where an appointment stands."""

    HELD = "held", "Held while its details are given"
    BOOKED = "booked", "Booked"
    ARRIVED = "arrived", "The person is here"
    ATTENDED = "attended", "It took place"
    NO_SHOW = "no_show", "The person did not come"
    CANCELLED = "cancelled", "Cancelled"
    EXPIRED = "expired", "The hold ran out"


UNCONFIRMED = (State.HELD, State.EXPIRED)  # nobody has been promised anything yet
OPEN = (State.BOOKED, State.ARRIVED)  # promised, and still to take place


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Words for sets of appointments."""

    def lapsed(self, now: datetime) -> "AppointmentQuerySet":
        """Return holds whose time has run out, swept or not."""
        return self.filter(state=State.HELD, hold_expires_at__lte=now)

    def confirmed(self) -> "AppointmentQuerySet":
        """Return what somebody was promised, whatever became of it."""
        return self.exclude(state__in=UNCONFIRMED)

    def between(self, span: Span) -> "AppointmentQuerySet":
        """Return those that begin inside the span, earliest first."""
        return self.filter(start_at__gte=span.start, start_at__lt=span.end).order_by("start_at", "pk")


class Appointment(models.Model):
    """One appointment. Moving keeps the row, its reference and its code; the page chooses its id, so
    that sending a page twice makes one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    code_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.HELD)
    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="appointments")
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    mode = models.CharField(max_length=8, choices=Mode)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    zone = models.CharField(max_length=50)
    moved_from_at = models.DateTimeField(null=True, blank=True)
    hold_expires_at = models.DateTimeField(null=True, blank=True)
    hold_extended = models.BooleanField(default=False)
    # Goes up with every move and cancellation; reminders queued under a lower number are void.
    sequence = models.PositiveSmallIntegerField(default=0)
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="appointments"
    )
    # What the person told us, sealed under a key of its own: see details.py. No key, no details.
    data_key = models.BinaryField(blank=True, default=b"")
    details = models.BinaryField(blank=True, default=b"")
    last_name_index = models.CharField(max_length=64, blank=True, db_index=True)
    person_index = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["start_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["office", "start_at"], name="booking_office_day"),
            models.Index(fields=["state", "hold_expires_at"], name="booking_holds"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end_at__gt=F("start_at")), name="booking_takes_time"),
            models.CheckConstraint(
                condition=Q(state=State.HELD, hold_expires_at__isnull=False)
                | (~Q(state=State.HELD) & Q(hold_expires_at=None)),
                name="booking_held_until",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at=None)),
                name="booking_cancelled_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNCONFIRMED) | ~Q(code_digest=""), name="booking_confirmed_with_a_code"
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.COUNTER) | Q(office__isnull=False),
                name="booking_counter_has_an_office",
            ),
            # A citizen can only book online: everywhere else somebody did it for them, and we say who.
            models.CheckConstraint(
                condition=Q(channel=Channel.ONLINE) | Q(made_by__isnull=False), name="booking_made_by_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def tzinfo(self) -> ZoneInfo:
        """Return the zone in which its time is told."""
        return ZoneInfo(self.zone)

    @property
    def local_start(self) -> datetime:
        """Return when it starts, as the clock on the wall shows it."""
        return self.start_at.astimezone(self.tzinfo)

    @property
    def local_end(self) -> datetime:
        """Return when it ends, as the clock on the wall shows it."""
        return self.end_at.astimezone(self.tzinfo)

    @property
    def subject(self) -> str:
        """Return how events and messages name it."""
        return f"appointment:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether it is promised and still to take place."""
        return self.state in OPEN


class Claim(models.Model):
    """One resource's five minutes, taken by an appointment or by a closure. The database keeps it single."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="claims")
    cell = models.PositiveIntegerField(help_text="Five minutes of UTC, counted from 1970.")
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    closure = models.ForeignKey(
        AvailabilityException, null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )

    class Meta:
        ordering: ClassVar = ["resource", "cell"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "cell"], name="booking_one_claim_per_cell"),
            models.CheckConstraint(
                condition=Q(appointment=None, closure__isnull=False)
                | Q(appointment__isnull=False, closure=None),
                name="booking_claim_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"
