"""Everything that changes an appointment or an office's time. Each writes its Event in its transaction."""

from services.booking.actions.attending import mark_arrived, mark_attended, mark_no_show
from services.booking.actions.booking import cancel, confirm, move
from services.booking.actions.closing import cancel_inside, close_office, close_resource, reopen
from services.booking.actions.holding import extend_hold, hold, keep_typed, let_go
from services.booking.actions.hours import change_hours
from services.booking.actions.sweeping import sweep

__all__ = [
    "cancel",
    "cancel_inside",
    "change_hours",
    "close_office",
    "close_resource",
    "confirm",
    "extend_hold",
    "hold",
    "keep_typed",
    "let_go",
    "mark_arrived",
    "mark_attended",
    "mark_no_show",
    "move",
    "reopen",
    "sweep",
]
