"""Sends one message: claims it, hands it to its carrier, and writes down how that went.

A worker may die at any line. Before the claim nothing happened; after it, the claim grows stale and
the message is tried once more, with the same Message-ID, so that a mail program can drop the copy.
A second interruption is given up to staff: at most one duplicate, nothing lost.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from services.notifications.carriers import CarrierFailed, carry, print_service
from services.notifications.contents import unseal
from services.notifications.models import Message, State

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 10  # with the pauses below: about six hours
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
STALE_AFTER = timedelta(minutes=10)
FIRST_LOOK = timedelta(minutes=10)  # a print service first looks for viruses and at its rules
LOOK_AGAIN = timedelta(hours=1)
LOOKS_A_ROUND = 100
INTERRUPTED = "interrupted"
TOO_LATE = "too_late"


def deliver(message_id: UUID) -> datetime | None:
    """Send the message if it is due and nobody else has it. Return when to try again, or None."""
    now = timezone.now()
    due = Message.objects.filter(pk=message_id, state=State.QUEUED, send_at__lte=now)
    if due.filter(useful_until__lt=now).update(state=State.VOID, error=TOO_LATE, content=b""):
        return None
    if not due.update(state=State.SENDING, attempts=F("attempts") + 1, claimed_at=now):
        return None
    message = Message.objects.get(pk=message_id)
    try:
        reached = carry(message, unseal(message))
    except CarrierFailed as failure:
        return _failed(message, failure)
    sent_at = timezone.now() if reached == State.SENT else None
    changes: dict[str, object] = {"state": reached, "error": "", "sent_at": sent_at}
    if reached == State.WITH_PRINTER:
        changes |= {"carrier_id": message.carrier_id, "send_at": timezone.now() + FIRST_LOOK}
    _move(message, **changes)
    return None


def deliver_due() -> int:
    """Send everything that is due, stale claims included. Return how many were tried. Safe to repeat."""
    _release_stale()
    follow_letters()
    due = Message.objects.filter(state=State.QUEUED, send_at__lte=timezone.now()).order_by("send_at")
    tried = 0
    for message_id in due.values_list("pk", flat=True):
        deliver(message_id)
        tried += 1
    return tried


def follow_letters() -> int:
    """Ask the print service what became of letters it has. Return how many are settled now.

    `send_at` of such a letter is when to ask next. Safe to repeat.
    """
    if not settings.LETTER_ADAPTER:
        return 0
    with_printer = Message.objects.filter(state=State.WITH_PRINTER, send_at__lte=timezone.now())
    settled = 0
    for letter in with_printer.order_by("send_at")[:LOOKS_A_ROUND]:
        now = timezone.now()
        mine = Message.objects.filter(pk=letter.pk, state=State.WITH_PRINTER)
        changes: dict[str, object] = {"send_at": now + LOOK_AGAIN}
        try:
            if print_service().is_posted(letter.carrier_id):
                changes = {"state": State.SENT, "sent_at": now, "error": ""}
        except CarrierFailed as failure:
            logger.warning("letter %s: %s", letter.pk, failure.code)
            if failure.final:
                changes = {"state": State.FAILED, "error": failure.code, "send_at": now}
        settled += "state" in changes
        mine.update(**changes)
    return settled


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 1, 2, 4 … minutes, an hour at most."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _failed(message: Message, failure: CarrierFailed) -> datetime | None:
    logger.warning("message %s: attempt %d failed: %s", message.pk, message.attempts, failure.code)
    if failure.final or message.attempts >= MAX_ATTEMPTS:
        _move(message, state=State.FAILED, error=failure.code)
        return None
    again_at = timezone.now() + pause_after(message.attempts)
    _move(message, state=State.QUEUED, error=failure.code, send_at=again_at)
    return again_at


def _move(message: Message, **changes: object) -> None:
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING, claimed_at=message.claimed_at)
    mine.update(**changes)


def _release_stale() -> None:
    stale = Message.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - STALE_AFTER)
    stale.filter(interruptions__gte=1).update(state=State.FAILED, error=INTERRUPTED)
    stale.update(state=State.QUEUED, error=INTERRUPTED, interruptions=F("interruptions") + 1)
