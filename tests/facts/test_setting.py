"""What can be done with facts, and what cannot: their history only grows."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from services.facts.actions import define, remove, set_value, withdraw
from services.facts.errors import FactUsed, ValueInForce, ValueSame, ValueTooEarly, ValueTwice
from services.facts.history import Kind
from services.facts.models import Fact, FactValue
from services.facts.queries import amount_on, held, known_today, said_today
from services.identity.actors import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOON = datetime(2026, 6, 1, 11, tzinfo=UTC)
NEXT = date(2026, 7, 1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def fee(clock) -> Fact:
    fact = define(key="fee", label="Fee", kind=Kind.MONEY)
    set_value(fact=fact, content=Decimal("12.50"), effective_from=date(2026, 1, 1), by=SYSTEM, source="Law")
    return fact


def later(fact: Fact, pounds: int = 14, day: date = NEXT) -> FactValue:
    return set_value(fact=fact, content=Decimal(pounds), effective_from=day, by=SYSTEM)


def test_a_fee_changes_at_the_council_s_midnight_and_not_before(fee: Fact, clock) -> None:
    later(fee)
    assert said_today("fee", "en") == "£12.50"
    clock.move_to(datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert amount_on("fee") == Decimal("12.50")
    clock.move_to(datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    assert said_today("fee", "en") == "£14"
    assert amount_on("fee", date(2026, 6, 30)) == Decimal("12.50"), "the history stays"


def test_what_holds_is_never_changed_and_what_is_to_come_can_be_withdrawn(fee: Fact, clock) -> None:
    coming = later(fee)
    with pytest.raises(ValueTooEarly):
        later(fee, day=date(2025, 12, 31))
    with pytest.raises(ValueTwice):
        later(fee, 15)
    with pytest.raises(ValueSame):
        later(fee, 14, day=date(2026, 8, 1))
    coming.source = "Another"
    with pytest.raises(ValueError, match="never changes"):
        coming.save()
    with pytest.raises(ValueError, match="never changes"):
        FactValue.objects.update(amount=1)
    with pytest.raises(ValueError, match="withdrawn"):
        FactValue.objects.all().delete()
    withdraw(value=coming)
    later(fee, 15)
    clock.move_to(datetime(2026, 7, 1, 12, tzinfo=UTC))
    value = fee.values.get(effective_from=NEXT)
    with pytest.raises(ValueInForce):
        withdraw(value=value)
    with pytest.raises(ValueError, match="never deleted"):
        value.delete()
    assert said_today("fee", "en") == "£15"


def test_a_slip_is_put_right_on_its_day_and_people_keep_what_they_were_told(fee: Fact, clock) -> None:
    later(fee, 125, NOON.date())
    clock.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
    told = datetime(2026, 6, 1, 11, 30, tzinfo=UTC)
    later(fee, 12, NOON.date())
    assert said_today("fee", "en") == "£12"
    assert held("fee", NOON.date(), told).content == 125
    assert fee.values.count() == 3


def test_a_fact_has_the_kind_of_value_that_it_says(fee: Fact) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        set_value(fact=fee, content=date(2027, 1, 1), effective_from=NEXT, by=SYSTEM)
    day = define(key="deadline", label="Deadline", kind=Kind.DATE)
    assert "deadline" not in known_today()
    set_value(fact=day, content=date(2027, 1, 31), effective_from=date(2026, 1, 1), by=SYSTEM)
    text = define(key="collection-day", label="Collection day", kind=Kind.TEXT)
    words = (("cy", "dydd Llun"), ("en", "Monday"))
    set_value(fact=text, content=words, effective_from=date(2026, 1, 1), by=SYSTEM)
    assert known_today() == {"fee", "deadline", "collection-day"}
    assert said_today("deadline", "en") == "31 January 2027"
    assert (said_today("collection-day", "cy"), amount_on("collection-day")) == ("dydd Llun", None)
    assert said_today("nothing", "en") is None


def test_a_fact_that_is_used_is_not_removed(fee: Fact) -> None:
    with pytest.raises(FactUsed):
        remove(fact=fee, used_in=["a page"])
    remove(fact=fee, used_in=[])
    assert not FactValue.objects.exists()
    assert said_today("fee", "en") is None
