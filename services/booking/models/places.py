"""Offices, the people, desks, rooms and lines that can be booked, and when they are there."""

from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from services.booking.calendars import DEFAULT_CALENDAR, default_zone
from services.booking.slots import Hours, Span
from services.booking.words import check_words


def check_zone(value: str) -> None:
    """Raise ValidationError unless the value names a time zone."""
    if value not in available_timezones():
        raise ValidationError("Not a time zone, such as Europe/London.", code="zone")


class Office(models.Model):
    """A place that people visit. `key` is part of the address; the access facts are shown before booking."""

    key = models.SlugField(unique=True)
    name = models.JSONField(default=dict, validators=[check_words])
    address_lines = models.JSONField(default=list)
    postcode = models.CharField(max_length=10)
    time_zone = models.CharField(max_length=50, default="Europe/London", validators=[check_zone])
    calendar = models.CharField(max_length=10, default=DEFAULT_CALENDAR, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    step_free = models.BooleanField(default=False)
    hearing_loop = models.BooleanField(default=False)
    quiet_room = models.BooleanField(default=False)
    accessible_toilet = models.BooleanField(default=False)
    parking = models.JSONField(default=dict, blank=True, validators=[check_words])
    getting_in = models.JSONField(default=dict, blank=True, validators=[check_words])
    uprn = models.CharField(
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{1,12}$", "A UPRN is a number of at most 12 digits.")],
    )
    """Unique property reference number: one number for one address in Great Britain."""
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    """Both in degrees of WGS 84."""
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            # These two words stand where an office's key stands in the addresses of booking.
            models.CheckConstraint(
                condition=~Q(key__in=["phone", "home"]), name="booking_office_key_is_not_a_mode"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ResourceKind(models.TextChoices):
    """What can be claimed. Room for two people at once is two resources, never a number."""

    DESK = "desk", "Desk"
    ADVISER = "adviser", "Adviser"
    ROOM = "room", "Room"
    PHONE_LINE = "phone_line", "Telephone line"


class Resource(models.Model):
    """One thing or person that does one appointment at a time. Without an office: phone or home visits."""

    key = models.SlugField(unique=True)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    kind = models.CharField(max_length=12, choices=ResourceKind)
    name = models.CharField(max_length=100)
    languages = models.JSONField(default=list, blank=True)
    skills = models.JSONField(default=list, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone in which its hours are meant. Reads the office: select it with the row."""
        return ZoneInfo(self.office.time_zone if self.office else default_zone())

    @property
    def calendar(self) -> str:
        """Return the bank-holiday calendar that closes it."""
        return self.office.calendar if self.office else DEFAULT_CALENDAR


class AvailabilityRule(models.Model):
    """Weekly hours of a resource, in the office's local time, for some types of appointment."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="rules")
    appointment_types = models.ManyToManyField("booking.AppointmentType", related_name="rules")
    weekday = models.PositiveSmallIntegerField(help_text="Monday is 0.")
    opens = models.TimeField()
    closes = models.TimeField()
    every_weeks = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["resource", "weekday", "opens"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="booking_rule_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="booking_rule_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(every_weeks__gte=1), name="booking_rule_every_weeks"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="booking_rule_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"rule {self.pk}"

    @property
    def hours(self) -> Hours:
        """Return the rule as plain hours."""
        return Hours(self.weekday, self.opens, self.closes, self.valid_from, self.valid_to, self.every_weeks)


class AvailabilityException(models.Model):
    """A stretch of time when a resource, or a whole office, is closed or additionally open.

    Closed: left out when times are worked out, and claimed (see Claim), so that someone booking at
    the very same moment cannot slip in. Extra: open even on a bank holiday, for whatever the
    resource otherwise does.
    """

    class Kind(models.TextChoices):
        """Less time or more."""

        CLOSED = "closed", "Closed"
        EXTRA = "extra", "Open in addition"

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.CLOSED)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions"
    )
    resource = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="exceptions"
    )
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    reason = models.JSONField(default=dict, blank=True, validators=[check_words])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["start_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(office=None, resource__isnull=False) | Q(office__isnull=False, resource=None),
                name="booking_exception_office_or_resource",
            ),
            models.CheckConstraint(
                condition=Q(end_at__gt=F("start_at")), name="booking_exception_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return f"exception {self.pk}"

    @property
    def span(self) -> Span:
        """Return the stretch of time it is about."""
        return Span(self.start_at, self.end_at)

    def concerns(self, resource: Resource) -> bool:
        """Tell whether it is about this resource, itself or through its office."""
        if self.resource_id is not None:
            return self.resource_id == resource.pk
        return self.office_id == resource.office_id
