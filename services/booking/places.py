"""Where an appointment takes place: at an office, by phone or at home."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from services.booking.calendars import default_zone
from services.booking.models import Appointment, Mode, Office


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


def place_of(appointment: Appointment) -> Place:
    """Return where an appointment takes place."""
    return Place(Mode(appointment.mode), appointment.office)
