"""What people can book: how long it takes, where it can happen and what to bring."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from services.booking.models.places import ResourceKind
from services.booking.slots import Visit
from services.booking.words import check_words


class Mode(models.TextChoices):
    """How an appointment takes place."""

    COUNTER = "counter", "At an office"
    PHONE = "phone", "By phone"
    HOME = "home", "At home"


class Asks(models.TextChoices):
    """Which extra questions an appointment needs answered: see forms.py."""

    NOTHING = "", "Nothing more"
    BIRTH = "birth", "About a birth to register"
    DEATH = "death", "About a death to register"
    APPLICATION = "application", "Which application it belongs to"


def check_needs(value: object) -> None:
    """Raise ValidationError unless the value is {mode: [resource kinds]}, the leading kind first."""
    modes, kinds = set(Mode.values), set(ResourceKind.values)
    if not isinstance(value, dict) or not value or not set(value) <= modes:
        raise ValidationError("Say for each way of meeting which kinds of resource it needs.", code="needs")
    if any(not wanted or not set(wanted) <= kinds for wanted in value.values()):
        raise ValidationError("Each way of meeting needs at least one kind of resource.", code="needs")


class AppointmentType(models.Model):
    """Something to book, such as registering a birth. `key` is part of the address."""

    key = models.SlugField(unique=True)
    name = models.JSONField(default=dict, validators=[check_words])
    summary = models.JSONField(default=dict, blank=True, validators=[check_words])
    length_min = models.PositiveSmallIntegerField()
    buffer_before_min = models.PositiveSmallIntegerField(default=0)
    buffer_after_min = models.PositiveSmallIntegerField(default=0)
    # {"counter": ["adviser", "room"], "phone": ["phone_line"]}: one resource of each kind is claimed;
    # the hours of the first kind decide when appointments start.
    needs = models.JSONField(validators=[check_needs])
    lead_time_min = models.PositiveIntegerField(default=0, help_text="How long before it must be booked.")
    horizon_days = models.PositiveSmallIntegerField(default=42, help_text="How far ahead it can be booked.")
    what_to_bring = models.JSONField(default=dict, blank=True, validators=[check_words])
    law = models.JSONField(default=dict, blank=True, validators=[check_words])
    asks = models.CharField(max_length=20, choices=Asks, blank=True, default=Asks.NOTHING)
    form_key = models.SlugField(blank=True, help_text="The form that this appointment belongs to.")
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(length_min__gt=0), name="booking_type_takes_time"),
            models.CheckConstraint(
                condition=Q(lead_time_min__lt=F("horizon_days") * 24 * 60),
                name="booking_type_lead_time_within_horizon",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def visit(self) -> Visit:
        """Return how long it takes, with its buffers."""
        return Visit(self.length_min, self.buffer_before_min, self.buffer_after_min)

    @property
    def modes(self) -> list[Mode]:
        """Return the ways in which it can take place, in the order of Mode."""
        return [mode for mode in Mode if mode in self.needs]

    def kinds(self, mode: str) -> list[str]:
        """Return the kinds of resource it claims, the leading one first. ValueError if not offered so."""
        if mode not in self.needs:
            raise ValueError(f"appointment type {self.key!r} is not offered as {mode!r}")
        kinds: list[Any] = self.needs[mode]
        return [str(kind) for kind in kinds]
