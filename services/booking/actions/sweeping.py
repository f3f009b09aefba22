"""Nightly tidying: nothing depends on it for being right, only for being small and forgetful."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from services.booking.models import Appointment, Claim, State
from services.booking.slots import Span, cells_touched

KEEP_ABANDONED = timedelta(days=1)
KEEP_DETAILS = timedelta(days=90)  # people ring about an appointment weeks later; not months


@transaction.atomic
def sweep() -> dict[str, int]:
    """Return how many rows of each kind went: abandoned holds, erased details, claims of the past.

    An abandoned hold is deleted a day after it ran out. Details are erased by deleting their key.
    """
    now = timezone.now()
    abandoned = Appointment.objects.filter(
        Q(state=State.EXPIRED, created_at__lt=now - KEEP_ABANDONED)
        | Q(state=State.HELD, hold_expires_at__lt=now - KEEP_ABANDONED)
    )
    old = Appointment.objects.confirmed().filter(end_at__lt=now - KEEP_DETAILS).exclude(data_key=b"")
    past = cells_touched(Span(now - timedelta(days=1), now)).start
    return {
        "abandoned": abandoned.delete()[1].get("booking.Appointment", 0),
        "erased": old.update(data_key=b"", details=b"", last_name_index="", person_index=""),
        "claims": Claim.objects.filter(cell__lt=past).delete()[0],
    }
