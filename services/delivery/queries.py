"""What managers see of destinations and deliveries."""

import re

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import get_language

from services import wording
from services.definitions.models import Form
from services.definitions.sentences import words
from services.delivery.models import Delivery, Destination, State

ANSWER = re.compile(r"answer_(\d+)")


def destinations() -> QuerySet[Destination]:
    """Return the destinations with what waits, what failed, what arrived and when last. One query."""
    found = Destination.objects.select_related("form").order_by("name")  # counting drops the usual order
    return found.annotate(
        waiting=Count("deliveries", Q(deliveries__state=State.WAITING)),
        failed=Count("deliveries", Q(deliveries__state=State.FAILED)),
        arrived=Count("deliveries", Q(deliveries__state=State.CONFIRMED)),
        last_at=Max("deliveries__confirmed_at"),
    )


def failures(destination: Destination | None = None) -> QuerySet[Delivery]:
    """Return deliveries that were given up, the oldest first."""
    return _shown(Delivery.objects.filter(state=State.FAILED), destination)


def being_retried(destination: Destination) -> QuerySet[Delivery]:
    """Return deliveries that did not arrive yet, with their next try."""
    return _shown(Delivery.objects.filter(state=State.WAITING).exclude(last_error=""), destination)


def _shown(found: QuerySet[Delivery], destination: Destination | None) -> QuerySet[Delivery]:
    if destination is not None:
        found = found.filter(destination=destination)
    return found.select_related("destination", "application").order_by("made_at", "pk")


def title_of(form: Form) -> str:
    """Return what a form is called, in the reader's language."""
    current = form.current
    return words(current.document.title, get_language() or "en") if current else form.key


def why(code: str) -> str:
    """Return why a delivery did not arrive, in words that say what to do."""
    answer = ANSWER.fullmatch(code)
    if answer:
        return wording.sentence("undelivered_answer", status=answer[1])
    known = f"undelivered_{code}"
    return wording.sentence(known if known in wording.SENTENCES else "undelivered_unknown")
