"""A way that does not work as usual says so, leads elsewhere, and comes back by itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from content.doors import way_view
from content.gate import problems
from content.models import EvidenceType, PublicServicePage
from content.ways.forms import form_of
from content.ways.status import USUAL, standing
from services.definitions.publishing import current_version
from tests.content.pages import contact, service
from tests.content.reading import Seen, open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
PATH = "/services/blue-badge/"
OPEN = {"phone": "01632 960987", "hours": "Monday to Friday, 9am to 5pm", "address": "1 Quay"}
CLOSED = {"status": "closed", "instead": "phone"}


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    cache.clear()  # ids come back when a test is undone


def card(seen: Seen, kind: str) -> Any:
    (found,) = [way for way in seen.all("li", class_="any-way") if way.get("id") == kind]
    return found


def change(kind: str, **fields: Any) -> PublicServicePage:
    page: PublicServicePage = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    for block in page.ways:
        if block.value["kind"] == kind:
            block.value.update(fields)
    page.save_revision().publish()
    return page


def codes(*ways: dict[str, Any], weight: str = "stops") -> list[tuple[str, int | None]]:
    team = contact(**OPEN)
    with_contact = [{"contact": team.pk, **way} for way in ways]
    found = problems(service(with_contact), form_is_clean=True)
    return [(each.code, each.index) for each in found if each.weight == weight]


def test_what_was_said_until_a_day_is_over_on_the_day_after() -> None:
    way = {
        "status": "limited",
        "status_text": " Two of us. ",
        "status_until": date(2026, 5, 3),
        "instead": "",
    }
    now = standing(way, date(2026, 5, 3))
    assert (now.status, now.text, now.label, now.is_closed) == (
        "limited",
        "Two of us.",
        "Limited for now",
        False,
    )
    assert standing(way, date(2026, 5, 4)) == USUAL
    assert standing({**way, "status_until": None}, date(2036, 5, 4)).status == "limited"
    assert standing({**way, "status": "normal"}, date(2026, 5, 1)).is_usual


def test_a_closed_way_says_so_offers_another_and_has_no_button() -> None:
    change("in_person", status_text="The roof is being mended.", **CLOSED)
    seen = open_page(PATH)
    closed = card(seen, "in_person")
    assert "Closed for now" in words(closed)
    assert "The roof is being mended." in words(closed)
    assert {words(link): link.get("href") for link in closed.iter("a")} == {"By phone": "#phone"}
    assert seen.all("li", id="phone")
    assert len(seen.all("li", class_="any-way")) == 5
    shut = service([{"kind": kind, "status": "closed", "instead": "phone"} for kind in ("phone", "post")])
    assert way_view(shut, shut.ways[1].value).instead is None


def test_a_limited_way_keeps_its_button_and_says_what_is_different_in_each_language() -> None:
    said = {"": "Limited for now", "/ar": "4 أسابيع"}
    for language, sentence in said.items():
        visit = card(open_page(f"{language}{PATH}"), "home_visit")
        note = visit.find("./div")
        assert note.get("class") == "govuk-inset-text any-way__standing"
        assert sentence in words(note)
        assert visit.find(".//div[@class='any-way__actions']/a[1]").get("class") == "govuk-button"


def test_a_kept_page_shows_the_way_as_usual_again_on_the_day_after() -> None:
    change("in_person", status_until=date(2026, 11, 30), **CLOSED)
    with time_machine.travel("2026-11-30T23:30Z", tick=False):
        assert "Closed for now" in Client().get(PATH).content.decode()
        assert "Until 30 November 2026" in Client().get(PATH).content.decode()
    with time_machine.travel("2026-12-01T00:01Z", tick=False):
        assert "Closed for now" not in Client().get(PATH).content.decode()


def test_only_the_online_way_left_is_refused_until_another_one_opens() -> None:
    online, phone = {"kind": "online"}, {"kind": "phone"}
    post = {"kind": "post", "status": "closed", "instead": "online"}
    assert codes(online, phone, post) == []
    assert codes(online, phone, post, weight="warns") == []
    assert codes(online, {**phone, "status": "closed", "instead": "online"}, post) == [
        ("digital_only", None),
        ("way_closed", 1),
        ("way_closed", 2),
    ]
    over = {"status_until": date(2020, 1, 1)}
    assert codes(online, {**phone, "status": "closed", "instead": "online", **over}) == []
    assert codes({**online, "status": "closed", "instead": "phone"}, phone) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"status": "closed"}, "instead_missing"),
        ({"status": "closed", "instead": "post"}, "instead_itself"),
        ({"status": "closed", "instead": "home_visit"}, "instead_elsewhere"),
        ({"status": "closed", "instead": "in_person"}, "instead_closed"),
        ({"status": "limited"}, "status_unsaid"),
        ({"status": "revised", "status_text": "  "}, "status_unsaid"),
        ({"kind": "phone"}, "way_twice"),
    ],
)
def test_a_way_may_not_leave_its_readers_without_one(changed: dict[str, str], code: str) -> None:
    phone, office = {"kind": "phone"}, {"kind": "in_person", **CLOSED}
    assert codes(phone, office, {"kind": "post", **changed}) == [(code, 2)]
    assert codes(phone, office, {"kind": "post", "status": "limited", "status_text": "Slow."}) == []


def test_a_service_says_who_can_have_it_in_a_text_or_in_requirements() -> None:
    page = service([])
    page.who_can = page._meta.get_field("who_can").stream_block.to_python([])
    assert [each.code for each in problems(page, form_is_clean=True) if each.weight == "stops"] == [
        "nobody_named"
    ]
    requirements = page._meta.get_field("requirements").stream_block
    page.requirements = requirements.to_python([{"type": "requirement", "value": {"name": "You live here"}}])
    assert [each.code for each in problems(page, form_is_clean=True) if each.weight == "stops"] == []


def test_a_way_names_its_form_and_the_version_that_holds_now() -> None:
    page = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    now = current_version("blue-badge")
    for kind in ("online", "phone", "paper_form"):
        assert form_of(page, {"kind": kind}) == now
    assert form_of(page, {"kind": "post"}) is None
    assert form_of(service([], external_url="https://example.org/"), {"kind": "online"}) is None
    assert form_of(service([], form_key="nobody-wrote-it"), {"kind": "online"}) is None


def test_a_card_says_in_which_languages_and_when_people_hear_if_it_differs() -> None:
    online = words(card(open_page(PATH), "online"))
    assert "LanguagesEnglish, Welsh" in online
    assert "When you hear from us" not in online
    call = words(card(open_page("/services/help-to-use-our-services/"), "phone"))
    assert "When you hear from usDuring the call" in call
    assert "other languages with an interpreter" in call


def test_the_page_shows_requirements_evidence_and_what_people_get() -> None:
    seen = open_page(PATH)
    headings = [words(each) for each in seen.tree.iter("h2")]
    assert (
        headings.index("Who can do this") < headings.index("What you need") < headings.index("What you get")
    )
    assert "Your disability must last for at least 3 years" in seen.text
    photo = seen.text.index("A photo of your face")
    assert seen.text.index("Proof of who you are") < seen.text.index("You may also need:") < photo
    assert "Online, By phone, On a paper form, At your home You need:" in seen.text
    assert "If you come to us, we take the photo for you." in seen.text
    assert words(seen.one("dl", class_="any-outputs").find("dt")) == "A Blue Badge"
    facts = {words(row.find("dt")): words(row.find("dd")) for row in seen.one("dl", class_="any-facts")}
    assert facts["Cost"] == "£10 if you get a badge"
    assert facts["When you hear from us"] == "Within 12 weeks. Often sooner"
    appeal = open_page("/services/school-appeal/")
    assert (
        words(appeal.one("nav", **{"aria-labelledby": "requires"}))
        == "Do this first Apply for a school place"
    )


def test_evidence_that_changes_changes_on_every_page_and_needs_words_in_its_language() -> None:
    proof = EvidenceType.objects.get(name="Proof of who you are")
    proof.counts += "\nlibrary card"
    proof.save_revision().publish()
    for path in (PATH, "/services/register-birth/"):
        assert "library card" in open_page(path).text
    welsh = proof.get_translations().get(locale__language_code="cy")
    assert welsh.name in open_page(f"/cy{PATH}").text
    page = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="cy")
    welsh.delete()
    assert ("evidence_language", proof.name) in {
        (each.code, each.about) for each in problems(_with_evidence(page, proof), form_is_clean=True)
    }


def _with_evidence(page: PublicServicePage, proof: EvidenceType) -> PublicServicePage:
    stream = page._meta.get_field("evidence").stream_block
    page.evidence = stream.to_python([{"type": "evidence", "value": {"types": [proof.pk]}}])
    return page
