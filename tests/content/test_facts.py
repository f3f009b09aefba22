"""Fees and other facts: authors set them from a day on, pages say them, the gate finds them typed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from content.checks.findings import Weight
from content.checks.known import facts_named, typed_again
from content.checks.pieces import Piece, pieces
from content.facts.showing import in_html, in_words
from content.facts.using import changed_since, index_again, uses
from content.models import GuidancePage, SearchEntry
from content.search.finding import find
from services.definitions.publishing import publish
from services.facts.actions import define, set_value
from services.facts.history import Kind
from services.facts.models import Fact
from services.facts.today import council_day
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests.builders import both, small_document
from tests.content.pages import draft, guidance
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
SAYS = [{"type": "text", "value": "<p>It costs {fact:bin-fee}.</p>"}]


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    cache.clear()  # ids come back when a test is undone


@pytest.fixture
def fee() -> Fact:
    fact = define(key="bin-fee", label="Bin fee", kind=Kind.MONEY)
    set_value(fact=fact, content=Decimal("31.40"), effective_from=date(2026, 1, 1), by=SYSTEM)
    return fact


def from_tomorrow(fact: Fact, pounds: str = "32.80") -> None:
    tomorrow = council_day() + timedelta(days=1)
    set_value(fact=fact, content=Decimal(pounds), effective_from=tomorrow, by=SYSTEM)


def published(**fields: Any) -> GuidancePage:
    page = draft(SAYS)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)


def words_at(address: str) -> str:
    return Client().get(address).content.decode()


def test_a_page_says_the_fee_of_the_day_wherever_its_author_named_it(fee: Fact) -> None:
    named = {"title": "Bins for {fact:bin-fee}", "summary": "Pay {fact:bin-fee}."}
    with time_machine.travel(datetime(2026, 11, 30, 23, 59, tzinfo=UTC)) as clock:
        page = published(**named)
        from_tomorrow(fee)
        seen = words_at(page.url)
        assert "<title>Bins for £31.40" in seen
        assert 'content="Pay £31.40."' in seen
        assert "<p>It costs £31.40.</p>" in seen
        assert "fact:" not in words_at(page.get_parent().url)
        assert "Pay £31.40." in words_at("/changes.atom")
        assert "Bins for £31.40" in words_at("/search/?q=bins+31.40")
        assert words_at(page.url) == seen, "kept for the next visitor"
        preview = page.make_preview_request(preview_mode="")
        assert "It costs £31.40." in preview.content.decode()
        clock.shift(120)
        assert "It costs £32.80." in words_at(page.url)
        assert "fact:" not in words_at(page.url)


def test_a_value_set_for_today_shows_at_once_although_the_page_was_kept(fee: Fact) -> None:
    page = published()
    assert "£31.40" in words_at(page.url)
    set_value(fact=fee, content=Decimal("33.10"), effective_from=council_day(), by=SYSTEM)
    assert "£33.10" in words_at(page.url)
    assert index_again(["bin-fee"]) == 1
    (group,) = find("33.10", "en", exactly=True).groups
    assert [entry.pk for entry in group.entries] == [page.pk]
    assert SearchEntry.objects.get(pk=page.pk).title == "Bins"


def test_words_of_a_fact_are_escaped_and_follow_the_language() -> None:
    fact = define(key="bin-day", label="Bin day", kind=Kind.TEXT)
    words = (("ar", "الاثنين"), ("cy", "dydd Llun"), ("en", "Monday <b>&"))
    set_value(fact=fact, content=words, effective_from=date(2026, 1, 1), by=SYSTEM)
    assert in_html("<p>{fact:bin-day}</p>") == "<p>Monday &lt;b&gt;&amp;</p>"
    assert in_words("{fact:bin-day}, {fact:nothing}", "cy") == "dydd Llun, {fact:nothing}"


def test_the_gate_finds_a_fee_that_is_typed_and_a_fact_that_is_not_there(fee: Fact) -> None:
    def found(text: str) -> list[tuple[str, Weight, str]]:
        typed = typed_again([Piece("body", 0, "Body", "text", f"<p>{text}</p>", is_rich=True)])
        return [(each.code, each.weight, each.about) for each in typed]

    assert found("It costs £31.40 a year") == [("fee_typed", Weight.STOPS, "£31.40")]
    assert found("ثمنها 31.40 جنيهًا") == [("fee_typed", Weight.STOPS, "31.40 جنيه")]
    assert found("Pay £ 10.00 now") == [("fee_alike", Weight.ASKS, "£ 10.00")]
    assert found("A fine of £1,000.") == [("fee_alike", Weight.ASKS, "£1,000")]
    for other in ("Room 31.40", "£131.40", "£31.45", "£10,500", "{fact:bin-fee}", "10 pounds"):
        assert not found(other), other
    (typed,) = typed_again(pieces(guidance([{"type": "text", "value": "<p>Pay £31.40</p>"}])))
    assert "{fact:bin-fee} (Bin fee)" in typed.sentence
    assert not list(facts_named(pieces(guidance(SAYS))))
    page = guidance([{"type": "text", "value": "<p>Pay {fact:bin-<b>fee</b>} or {fact:tin-fee}</p>"}])
    assert [each.about for each in facts_named(pieces(page))] == ["{fact:bin-<b>fee</b>}", "{fact:tin-fee}"]
    assert all(each.weight is Weight.STOPS for each in facts_named(pieces(page)))
    (line,) = [each for each in draft(page.body.get_prep_value()).stops() if "tin-fee" in each]
    assert "names no fact" in line


def test_it_is_known_where_a_fact_is_used_and_what_changed_since(fee: Fact) -> None:
    page = published()
    document = small_document(title=both("Permit for {fact:bin-fee}"))
    publish(document=document, by=SYSTEM)
    told = [(use.title, use.what) for use in uses("bin-fee")]
    assert told == [
        ("Bins", "Page, English"),
        ("small", "Form, version 1"),
    ]
    assert Page.objects.get(pk=page.pk).get_latest_revision()
    long_ago = datetime(2025, 6, 1, tzinfo=UTC)
    texts = [line for piece in pieces(page) for line in piece.lines]
    assert [str(value.amount) for value in changed_since(texts, long_ago)] == ["31.4000"]
    assert not changed_since(texts, datetime.now(UTC))
    assert not changed_since(["nothing"], long_ago)


def test_an_author_adds_a_fact_and_says_what_it_is_from_tomorrow(author: Client) -> None:
    added = author.post(reverse("facts:add"), {"label": "Garden bin", "kind": "money"})
    fact = Fact.objects.get(key="garden-bin")
    address = reverse("facts:one", args=[fact.pk])
    assert added.url == address
    today, tomorrow = council_day(), council_day() + timedelta(days=1)
    assert "It has no value yet" in author.get(address).content.decode()
    author.post(address, {"amount": "40", "effective_from": today, "source": "Cabinet"})
    assert "£40" in author.get(reverse("facts:listed")).content.decode()
    at_once = author.post(address, {"amount": "41", "effective_from": today}).content.decode()
    assert "Tick this if you mean it." in at_once
    assert author.post(address, {"amount": "42.50", "effective_from": tomorrow}).status_code == 302
    twice = author.post(address, {"amount": "43", "effective_from": tomorrow}).content.decode()
    assert "There is a value from that day already." in twice
    page = author.get(address).content.decode()
    assert all(words in page for words in ("£42.50", "still to come", "Cabinet", "{fact:garden-bin}"))
    coming = fact.values.last()
    author.post(reverse("facts:withdraw", args=[coming.pk]))
    assert "£42.50" not in author.get(address).content.decode()
    held = author.post(reverse("facts:withdraw", args=[fact.values.get().pk]), follow=True)
    assert "The day of this value has come." in held.content.decode()
    assert "exists" not in page
    again = author.post(reverse("facts:add"), {"label": "Garden bin", "kind": "money"}).content.decode()
    assert "There is a fact of this name already." in again


def test_a_fact_that_is_named_somewhere_is_not_deleted(author: Client, fee: Fact) -> None:
    page = published()
    address = reverse("facts:delete", args=[fee.pk])
    refused = author.post(address).content.decode()
    assert "Pages or forms still say this." in refused
    assert "Bins" in refused
    page.delete()
    assert author.post(address, follow=True).status_code == 200
    assert not Fact.objects.filter(key="bin-fee").exists()


def test_facts_are_for_authors_and_managers_only(fee: Fact) -> None:
    for role, status in ((StaffRole.MANAGER, 200), (StaffRole.ADVISER, 403)):
        browser = at_the_desk(member(role))
        assert browser.get(reverse("facts:one", args=[fee.pk])).status_code == status, role
        assert browser.get(reverse("facts:listed")).status_code == status
