"""Which value of a fact holds, and how it is said. No database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from services.facts.history import Held, Kind, coming, on_day
from services.facts.placeholders import keys_in, placeholder, replaced, unknown_in
from services.facts.saying import said
from services.facts.today import council_day

START = date(2026, 1, 1)
MORNING = datetime(2026, 1, 1, 9, tzinfo=UTC)


def held(pounds: int | str, day: int, *, set_day: int = 0, free: bool = False) -> Held:
    set_at = MORNING + timedelta(days=set_day)
    return Held(Kind.MONEY, Decimal(pounds), START + timedelta(days=day), set_at, free)


histories = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6).map(
    lambda pairs: sorted(
        (held(n, day, set_day=set_day) for n, (day, set_day) in enumerate(pairs)),
        key=lambda each: (each.effective_from, each.set_at),
    )
)


@settings(max_examples=60)
@given(histories, st.integers(-1, 41), st.integers(-1, 41))
def test_the_value_of_a_day_is_the_newest_that_has_begun_and_was_known(history, day, known) -> None:
    on, moment = START + timedelta(days=day), MORNING + timedelta(days=known)
    due = [each for each in history if each.effective_from <= on]
    found = on_day(history, on)
    assert (found is None) == (not due)
    if found:
        assert found.effective_from == max(each.effective_from for each in due)
    assert not set(coming(history, on)) & set(due)
    assert len(coming(history, on)) + len(due) == len(history)
    then = on_day(history, on, moment)
    if any(each.set_at <= moment for each in due):
        assert then.set_at <= moment  # nobody was told what was set later
    else:
        assert then == found


def test_what_is_set_later_on_the_same_day_does_not_change_what_people_were_told() -> None:
    history = [held(10, 0, set_day=0), held(12, 5, set_day=5)]
    noon = MORNING + timedelta(days=5, hours=-1)
    assert on_day(history, START + timedelta(days=5)).content == 12
    assert on_day(history, START + timedelta(days=5), noon).content == 10


def test_a_day_begins_at_the_council_s_own_midnight() -> None:
    summer = datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC)
    assert council_day(summer) == date(2026, 6, 30)
    assert council_day(summer + timedelta(seconds=1)) == date(2026, 7, 1)
    assert council_day(datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)) == date(2026, 12, 31)


def test_values_are_said_as_people_write_them_in_the_language_asked_for() -> None:
    with override("cy"):  # the language in use does not matter
        assert said(held("12.50", 0), "en") == "£12.50"
        assert said(held("1000", 0), "en") == "£1,000"
        assert said(held("10.0000", 0), "en") == "£10"
        assert said(held(0, 0), "en") == "£0"
        assert said(held(0, 0, free=True), "en") == "Free"
        day = Held(Kind.DATE, date(2027, 4, 1), START, MORNING)
        assert said(day, "en") == "1 April 2027"
        assert said(day, "cy") != "1 April 2027"
    number = Held(Kind.NUMBER, Decimal("16000.5000"), START, MORNING)
    assert said(number, "en") == "16,000.5"
    text = Held(Kind.TEXT, (("cy", "dydd Llun"), ("en", "Monday")), START, MORNING)
    assert (said(text, "en"), said(text, "cy")) == ("Monday", "dydd Llun")
    assert said(text, "ar") == "dydd Llun"


def test_a_text_names_facts_by_their_keys_and_whatever_looks_alike_is_noticed() -> None:
    text = f"It costs {placeholder('fee')}, or {{fact:other-fee}} for two."
    assert keys_in(text) == {"fee", "other-fee"}
    assert keys_in("no {braces} here") == frozenset()
    assert replaced(text, {"fee": "£1"}.get) == "It costs £1, or {fact:other-fee} for two."
    assert replaced("plain", lambda _key: "never") == "plain"
    assert list(unknown_in(text, {"fee"})) == ["{fact:other-fee}"]
    typed = "{Fact:fee} { fact:fee } {fact: fee} {fact:Fee} {fact:fee"
    assert len(list(unknown_in(typed, {"fee"}))) == 5
    assert not list(unknown_in("{facts} {artefact:fee} {fact:fee}", {"fee"}))
