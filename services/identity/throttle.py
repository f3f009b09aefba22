"""How often something may be tried: a bucket of tries that fills up again slowly.

Kept in the database, not in the cache: a burst then counts once, whichever machine answers it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from services import vault
from services.identity.errors import TooManyTries
from services.identity.models import Tries


@dataclass(frozen=True, slots=True)
class Limit:
    """For one purpose: how many tries in a row, and after how long another one comes back."""

    purpose: str
    burst: int
    refill: timedelta


CODES = Limit("codes", burst=10, refill=timedelta(minutes=5))


def spend(key: str, limit: Limit = CODES) -> None:
    """Take one try from the key's bucket. Raises TooManyTries (with minutes to wait) if it is empty.

    The key may hold personal data: only its keyed hash is stored. Committed at once, so that a view
    that fails afterwards gives no try back; therefore it raises RuntimeError inside a transaction.
    """
    now = timezone.now()
    with transaction.atomic(durable=True):
        bucket, _ = Tries.objects.select_for_update().get_or_create(
            key=_hashed(key, limit), defaults={"left": limit.burst, "refilled_at": now}
        )
        left, refilled_at = _refilled(bucket, limit, now)
        if left > 0:
            bucket.left, bucket.refilled_at = left - 1, refilled_at
            bucket.save(update_fields=["left", "refilled_at"])
    if left < 1:
        wait = refilled_at + limit.refill - now
        raise TooManyTries(minutes=max(1, ceil(wait / timedelta(minutes=1))))


def forgive(key: str, limit: Limit = CODES) -> None:
    """Fill the key's bucket again, after a try that succeeded."""
    Tries.objects.filter(key=_hashed(key, limit)).update(left=limit.burst, refilled_at=timezone.now())


def _refilled(bucket: Tries, limit: Limit, now: datetime) -> tuple[int, datetime]:
    gained = max(0, (now - bucket.refilled_at) // limit.refill)
    left = bucket.left + gained
    if left >= limit.burst:
        return limit.burst, now
    return left, bucket.refilled_at + gained * limit.refill


def _hashed(key: str, limit: Limit) -> str:
    return vault.blind_index(f"tries:{limit.purpose}", key)
