"""Where an appointment takes place: at an office, by phone or at home."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from services.booking.calendars import default_zone
from services.booking.models import Appointment, Mode, Office
from services.booking.words import say


@dataclass(frozen=True, slots=True)
class Place:
    """One choice on the "where" page. Only the counter has an office."""

    mode: Mode
    office: Office | None = None

    def __post_init__(self) -> None:
        if (self.mode == Mode.COUNTER) != (self.office is not None):
            raise ValueError(f"a place with mode {self.mode!r} and office {self.office!r} makes no sense")

    @property
    def slug(self) -> str:
        """Return how the place stands in an address."""
        return self.office.key if self.office else self.mode.value

    @property
    def office_id(self) -> int | None:
        """Return the office's key in the database, if there is one."""
        return self.office.pk if self.office else None

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in which times there are told."""
        return ZoneInfo(self.office.time_zone if self.office else default_zone())

    @property
    def name(self) -> str:
        """Return what the place is called, in the reader's language."""
        if self.office:
            return say(self.office.name)
        return _("By phone") if self.mode == Mode.PHONE else _("At your home")

    @property
    def lines(self) -> list[str]:
        """Return the place's name and, for an office, its postal address, line by line."""
        if not self.office:
            return [self.name]
        return [isolated(line) for line in (self.name, *self.office.address_lines, self.office.postcode)]


def isolated(text: str) -> str:
    """Return text that keeps its own direction inside a right-to-left page ("12 Mill Lane")."""
    return f"\u2068{text}\u2069" if get_language_bidi() else text


def place_of(appointment: Appointment) -> Place:
    """Return where an appointment takes place."""
    return Place(Mode(appointment.mode), appointment.office)
