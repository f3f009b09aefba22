"""Our offices as "Find help near you" shows them: how far, when open, what for; and help without coming."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from services.booking import queries
from services.booking.doors_open import OpenDay, next_days
from services.booking.models import AppointmentType, Mode, Office
from services.gazetteer.distance import Point, miles
from services.gazetteer.locating import located

FAR_MILES = 10
"""From here on, ways without coming are said first."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """An office. `miles` is None if either place is unknown."""

    office: Office
    miles: float | None
    days: list[OpenDay]
    types: list[AppointmentType]

    @property
    def today(self) -> OpenDay:
        """Return today's hours there."""
        return self.days[0]


@dataclass(frozen=True, slots=True)
class Away:
    """A way to get help without coming."""

    mode: Mode
    types: list[AppointmentType]


def offices_from(here: Point | None, now: datetime | None = None) -> list[Nearby]:
    """Return our offices, the nearest first; in their own order if `here` is not known."""
    now = now or timezone.now()
    offices = list(Office.objects.filter(active=True))
    days = next_days(offices, now)
    points = _points(offices) if here else {}
    offered = _offered()
    found = [
        Nearby(
            office=office,
            miles=miles(here, points[office.pk]) if here and office.pk in points else None,
            days=days[office.pk],
            types=offered.get(office.key, []),
        )
        for office in offices
    ]
    return sorted(found, key=lambda each: (each.miles is None, each.miles or 0))


def away() -> list[Away]:
    """Return what can be booked by phone and at home."""
    offered = _offered()
    found = [Away(mode, offered.get(mode.value, [])) for mode in (Mode.PHONE, Mode.HOME)]
    return [each for each in found if each.types]


def _offered() -> dict[str, list[AppointmentType]]:
    """Return what can be booked at each place, by the word for it in addresses."""
    found: dict[str, list[AppointmentType]] = {}
    for kind in AppointmentType.objects.filter(active=True):
        for place in queries.places(kind):
            found.setdefault(place.slug, []).append(kind)
    return found


def _points(offices: list[Office]) -> dict[int, Point]:
    """Return where each office is: its own place, else its postcode's."""
    of_postcode = located({office.postcode for office in offices})
    found = {}
    for office in offices:
        if office.latitude is not None and office.longitude is not None:
            found[office.pk] = Point(float(office.latitude), float(office.longitude))
        elif office.postcode in of_postcode:
            found[office.pk] = of_postcode[office.postcode]
    return found
