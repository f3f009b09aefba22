"""A small council for the tests of booking: built with the real models and actions."""

import itertools
import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.booking import actions
from services.booking.details import Details
from services.booking.models import (
    Appointment,
    AppointmentType,
    AvailabilityRule,
    Mode,
    Office,
    Resource,
    ResourceKind,
)
from services.booking.places import Place
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.codes import new_code

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 2, 8, tzinfo=LONDON)  # a Monday
TUESDAY = date(2026, 11, 3)
WHO = {"by": citizen(), "channel": Channel.ONLINE}
_number = itertools.count(1)


def at(hour: int, minute: int = 0, *, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def make_office(key: str = "", **facts: object) -> Office:
    key = key or f"office-{next(_number)}"
    return Office.objects.create(
        key=key,
        name={"en": "Civic Hall", "cy": "Y Neuadd Ddinesig"},
        address_lines=["1 Quay Street", "Lantern Bay"],
        postcode="ZZ1 1AA",
        phone="01632 960101",
        **facts,
    )


def make_type(key: str = "", **facts: object) -> AppointmentType:
    given = {
        "name": {"en": "Register a birth", "cy": "Cofrestru genedigaeth"},
        "length_min": 30,
        "needs": {"counter": ["adviser"]},
    }
    return AppointmentType.objects.create(key=key or f"type-{next(_number)}", **(given | facts))


def make_resource(
    office: Office | None,
    *types: AppointmentType,
    kind: str = ResourceKind.ADVISER,
    opens: time = time(9),
    closes: time = time(12),
    weekdays: range = range(5),
) -> Resource:
    number = next(_number)
    resource = Resource.objects.create(key=f"resource-{number}", office=office, kind=kind, name="Someone")
    for weekday in weekdays:
        rule = AvailabilityRule.objects.create(
            resource=resource, weekday=weekday, opens=opens, closes=closes, valid_from=date(2026, 1, 5)
        )
        rule.appointment_types.set(types)
    return resource


def counter(office: Office) -> Place:
    return Place(Mode.COUNTER, office)


def details(**facts: object) -> Details:
    return Details(
        **(
            {"first_name": "Mair", "last_name": "O’Brien", "contact": "phone", "phone": "01632 960777"}
            | facts
        )
    )


def hold(
    kind: AppointmentType, office: Office, start_at: datetime, key: uuid.UUID | None = None
) -> Appointment:
    return actions.hold(
        appointment_type=kind, place=counter(office), start_at=start_at, appointment_id=key, **WHO
    )


def book(
    kind: AppointmentType, office: Office, start_at: datetime, **facts: object
) -> tuple[Appointment, str]:
    held, code = hold(kind, office, start_at), new_code()
    return actions.confirm(appointment=held, given=details(**facts), code=code, **WHO), code
