"""What booking refuses."""

from collections.abc import Sequence
from datetime import datetime

from services.errors import Refusal


class SlotTaken(Refusal):
    """Somebody was quicker, or the time is no longer offered. `next_times` are free now, in UTC."""

    code = "slot_taken"

    def __init__(self, next_times: Sequence[datetime] = ()) -> None:
        super().__init__()
        self.next_times = list(next_times)


class HoldExpired(Refusal):
    """The time was no longer held for this person. `next_times` are free now, in UTC."""

    code = "hold_expired"

    def __init__(self, next_times: Sequence[datetime] = ()) -> None:
        super().__init__()
        self.next_times = list(next_times)


class AlreadyExtended(Refusal):
    """A time is held longer only once."""

    code = "hold_already_extended"


class TooLateToChange(Refusal):
    """The appointment has begun, is over or was cancelled."""

    code = "appointment_too_late_to_change"


class NotYetBegun(Refusal):
    """Nobody can have missed an appointment that has not begun."""

    code = "appointment_not_begun"


class AlreadyHere(Refusal):
    """The person was marked as arrived: look again before marking them as missing."""

    code = "appointment_person_arrived"


class NotFound(Refusal):
    """No appointment fits what was typed; the answer never says which part was wrong."""

    code = "appointment_not_found"
    status = 404


class NotOpen(Refusal):
    """This browser may not open the appointment: its time ran out, or it is somebody else's."""

    code = "appointment_not_open"
    status = 403
