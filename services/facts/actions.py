"""What can be done with facts: define one, say what it is from a day on, take that back in time."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.facts.errors import FactUsed, ValueInForce, ValueSame, ValueTooEarly, ValueTwice
from services.facts.history import Content, Kind, on_day
from services.facts.models import Fact, FactValue
from services.facts.queries import forget_facts
from services.facts.today import council_day
from services.identity.actors import Actor


@transaction.atomic
def define(*, key: str, label: str, kind: Kind, says_free: bool = False) -> Fact:
    """Return a new fact, which has no value yet."""
    return Fact.objects.create(key=key, label=label, kind=kind.value, says_free=says_free)


@transaction.atomic
def set_value(
    *, fact: Fact, content: Content, effective_from: date, by: Actor, source: str = ""
) -> FactValue:
    """Return the value that the fact has from a day on.

    Of two values from today on the one set later holds: so a slip is put right on the day it shows, and
    the history keeps both. Raises ValueTooEarly, ValueTwice, ValueSame; ValueError for content of another
    kind than the fact's.
    """
    Fact.objects.select_for_update().get(pk=fact.pk)
    columns = _columns(Kind(fact.kind), content)
    history = [value.held for value in fact.values.select_related("fact")]
    now = on_day(history, council_day())
    if now and effective_from < now.effective_from:
        raise ValueTooEarly
    if effective_from > council_day() and any(each.effective_from == effective_from for each in history):
        raise ValueTwice
    before = on_day(history, effective_from)
    if before and before.content == content:
        raise ValueSame
    value = FactValue.objects.create(
        fact=fact,
        effective_from=effective_from,
        source=source,
        set_by=by.user,
        set_at=timezone.now(),
        **columns,
    )
    _tell()
    return value


@transaction.atomic
def withdraw(*, value: FactValue) -> None:
    """Take back a value whose day has not come. Raises ValueInForce."""
    if not value.is_coming:
        raise ValueInForce
    value.delete()
    _tell()


@transaction.atomic
def remove(*, fact: Fact, used_in: Collection[object]) -> None:
    """Remove a fact with its history. `used_in` is whatever names it: raises FactUsed if that is anything."""
    if used_in:
        raise FactUsed
    fact.delete()
    _tell()


def _columns(kind: Kind, content: Content) -> dict[str, Any]:
    match kind, content:
        case ((Kind.MONEY | Kind.NUMBER), Decimal()):
            return {"amount": content}
        case Kind.DATE, date():
            return {"day": content}
        case Kind.TEXT, tuple():
            return {"words": dict(content)}
    raise ValueError(f"a fact of kind {kind.value!r} cannot be {content!r}")


def _tell() -> None:
    """Let this process read the facts anew: now, and once more when the change is there to be read."""
    forget_facts()
    transaction.on_commit(partial(forget_facts))
