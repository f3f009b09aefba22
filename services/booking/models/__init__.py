"""Offices, what can be booked there, and who has booked it."""

from services.booking.models.appointments import Appointment, Claim, State
from services.booking.models.places import (
    AvailabilityException,
    AvailabilityRule,
    Office,
    Resource,
    ResourceKind,
)
from services.booking.models.types import AppointmentType, Asks, Mode

__all__ = [
    "Appointment",
    "AppointmentType",
    "Asks",
    "AvailabilityException",
    "AvailabilityRule",
    "Claim",
    "Mode",
    "Office",
    "Resource",
    "ResourceKind",
    "State",
]
