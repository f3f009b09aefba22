"""Take deliveries for one worker, and write down how they went. Works the same on every database.

A claim is one conditional UPDATE: of two workers, the second finds nothing left to change. A worker may
die at any line: before the claim nothing happened; after it, the claim runs out with its lease and the
delivery is sent again under the same idempotency key, by which the other side knows it.
"""

import logging
import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from services.applications.events import record
from services.definitions.channels import Channel
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery, State
from services.identity.actors import SYSTEM

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
"""Longer than any way needs for one delivery: each has time-outs far below."""
PERSIST = timedelta(days=3)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
JITTER = 0.2
BROKEN = (ValueError, LookupError)
"""What an application raises that does not fit its own form, or whose seal was changed (vault.Unreadable)."""


def due(now: datetime) -> QuerySet[Delivery]:
    """Return what waits for a try now, has a destination that is on, and is in nobody's hands."""
    return Delivery.objects.filter(
        Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - LEASE),
        state=State.WAITING,
        next_try_at__lte=now,
        destination__off_at__isnull=True,
    )


def claim(wanted: QuerySet[Delivery]) -> tuple[datetime, int]:
    """Take what is due among `wanted`. Returns the mark of the claim and how many it got."""
    now = timezone.now()
    # Named by id: PostgreSQL joins no tables in an UPDATE, so Django would choose them beforehand and
    # two workers could choose the same. Here the conditions are looked at again under the row's lock.
    ids = list((wanted & due(now)).values_list("pk", flat=True))
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - LEASE)
    taken = Delivery.objects.filter(free, pk__in=ids, state=State.WAITING, next_try_at__lte=now).update(
        claimed_at=now, attempts=F("attempts") + 1, give_up_at=Coalesce("give_up_at", Value(now + PERSIST))
    )
    return now, taken


@transaction.atomic
def confirm(mine: QuerySet[Delivery]) -> None:
    """Note that the other side has them. Those that somebody else took over meanwhile stay theirs."""
    now = timezone.now()
    for delivery in mine.select_for_update(of=("self",)).select_related("application", "destination"):
        delivery.state, delivery.confirmed_at = State.CONFIRMED, now
        delivery.claimed_at, delivery.last_error = None, ""
        delivery.save(update_fields=["state", "confirmed_at", "claimed_at", "last_error"])
        _record("delivery_confirmed", delivery)


@transaction.atomic
def postpone(mine: QuerySet[Delivery], failure: SendFailed) -> None:
    """Note a failed try: the next one comes later, or never if it is of no use or three days are over."""
    now = timezone.now()
    for delivery in mine.select_for_update(of=("self",)).select_related("application", "destination"):
        logger.warning("%s: try %d failed: %s", delivery, delivery.attempts, failure.code)
        over = failure.final or (delivery.give_up_at is not None and delivery.give_up_at <= now)
        delivery.state = State.FAILED if over else State.WAITING
        delivery.last_error, delivery.claimed_at = failure.code, None
        delivery.next_try_at = now + pause_after(delivery.attempts)
        delivery.save(update_fields=["state", "last_error", "claimed_at", "next_try_at"])
        if over:
            _record("delivery_failed", delivery, why=failure.code)


def set_aside(mine: QuerySet[Delivery], broken: Exception) -> None:
    """Note what cannot be told at all as failed: it must not stop what stands behind it in the queue."""
    logger.error("a delivery cannot be made up: %s", type(broken).__name__)
    postpone(mine, SendFailed("unreadable", final=True))


def give_up_interrupted() -> None:
    """Note those as failed that workers took for three days and never brought back: look into them."""
    now = timezone.now()
    lost = Delivery.objects.filter(state=State.WAITING, claimed_at__lt=now - LEASE, give_up_at__lte=now)
    for pk, claimed_at in list(lost.values_list("pk", "claimed_at")):
        postpone(Delivery.objects.filter(pk=pk, claimed_at=claimed_at), SendFailed("interrupted", final=True))


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 1, 2, 4 … minutes, four hours at most, give or take
    a fifth, so that a system that comes back is not met by everything at the same moment.
    """
    pause = min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)
    return pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  # spreads load, hides nothing


def _record(kind: str, delivery: Delivery, **codes: str) -> None:
    record(
        kind,
        by=SYSTEM,
        channel=Channel.ONLINE,
        application=delivery.application,
        subject=f"destination:{delivery.destination_id}",
        way=delivery.destination.way,
        tries=delivery.attempts,
        **codes,
    )
