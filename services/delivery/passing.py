"""One pass over everything that is due: what the worker runs after a submission and the timer each minute."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from services.delivery import claiming
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery, Way
from services.delivery.sweeping import sweep
from services.delivery.ways import daily, dropping, mailing, webhook

WAYS: dict[str, Callable[[Delivery], None]] = {
    Way.WEBHOOK: webhook.send,
    Way.EMAIL: mailing.send,
    Way.DROP: dropping.send,
}
KNOCKS = 2
"""After so many tries in one pass that a destination did not take, its others wait for the next pass:
one system that hangs must not hold up the rest."""


def deliver_due() -> int:
    """Sweep, send everything that is due, write the daily files. Returns how many were tried."""
    sweep()
    claiming.give_up_interrupted()
    tried = 0
    shut: Counter[UUID] = Counter()
    waiting = claiming.due(timezone.now()).exclude(destination__way=Way.DAILY_EXPORT)
    for pk, destination in list(waiting.order_by("next_try_at").values_list("pk", "destination")):
        if shut[destination] >= KNOCKS:
            continue
        outcome = deliver(pk)
        tried += outcome is not None
        shut[destination] += outcome is False
    return tried + daily.write_due()


def deliver(pk: UUID) -> bool | None:
    """Send one delivery. Returns whether it may well go on there: False if the destination seems to be
    down; None if there was nothing to do, because it is not due or somebody else has it.
    """
    claimed_at, taken = claiming.claim(Delivery.objects.filter(pk=pk))
    if not taken:
        return None
    mine: QuerySet[Delivery] = Delivery.objects.filter(pk=pk, claimed_at=claimed_at)
    delivery = mine.select_related("destination", "application__version__form", "application__receipt").get()
    try:
        WAYS[delivery.destination.way](delivery)
    except SendFailed as failure:
        claiming.postpone(mine, failure)
        return failure.final
    except claiming.BROKEN as broken:
        claiming.set_aside(mine, broken)
        return True
    claiming.confirm(mine)
    return True
