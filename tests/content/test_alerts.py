"""What people must know stands on top of the right pages, from its time to its time, in words."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from content.models import Alert, AlertWords, OrganisationPage, PublicServicePage
from tests.content.reading import open_page, words

pytestmark = pytest.mark.django_db
EVENT = "/life-events/having-a-baby/"
FORM = "/apply/blue-badge/"


@pytest.fixture(autouse=True)
def _empty(sample: None, db: None) -> Iterator[None]:
    Alert.objects.all().delete()  # the sample's own
    cache.clear()
    yield
    cache.clear()


def alert(**fields: Any) -> Alert:
    chosen, said = fields.pop("pages", ()), fields.pop("words", {})
    made = Alert(**{"title": "The Town Hall is closed", "text": "Call us.", "live": False, **fields})
    made.pages = [("page", page) for page in chosen]
    made.words = [AlertWords(language=code, title=text, text=text) for code, text in said.items()]
    made.full_clean()
    made.save()
    made.save_revision().publish()
    return made


def titles(path: str) -> list[str]:
    return [words(heading) for heading in open_page(path).all("h2", class_="any-alert__title")]


def page_of(path: str) -> Page:
    return Page.objects.get(slug=path.split("/")[-2], locale__language_code="en")


def test_an_alert_for_everywhere_stands_over_pages_forms_and_lists_until_it_is_unpublished() -> None:
    made = alert(severity="warning", link=page_of("/help/"))
    for path in ("/", EVENT, FORM, "/near-you/"):
        assert titles(path) == ["Warning: The Town Hall is closed"], path
    seen = open_page(EVENT)
    region = seen.one("section", class_="any-alert")
    assert region.get("aria-labelledby") == seen.one("h2", class_="any-alert__title").get("id")
    assert "/help/" in [link.get("href") for link in region.iter("a")]
    Alert.objects.get(pk=made.pk).unpublish()
    assert titles(EVENT) == titles(FORM) == []


def test_it_shows_and_goes_at_its_time_though_the_page_is_kept() -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        alert(starts_at=now + timedelta(seconds=10), ends_at=now + timedelta(seconds=20))
        shown = []
        for _step in range(5):
            shown.append((len(titles(EVENT)), len(titles(FORM))))
            assert len(titles(EVENT)) == shown[-1][0]
            clock.shift(timedelta(seconds=5))
        assert shown == [(0, 0), (0, 0), (1, 1), (1, 1), (0, 0)]


def test_on_chosen_pages_only_and_in_the_form_and_booking_of_a_chosen_service() -> None:
    badge = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    birth = PublicServicePage.objects.get(slug="register-birth", locale__language_code="en")
    alert(where="pages", pages=[badge, birth])
    for path in (
        badge.url,
        FORM,
        f"/cy{badge.url}",
        birth.url,
        "/book/register-birth/",
        "/book/register-birth/merrow/",
    ):
        assert len(titles(path)) == 1, path
    for path in ("/", EVENT, "/apply/moving-home/", "/book/register-death/"):
        assert titles(path) == [], path


def test_with_an_organisation_s_page_and_all_its_services() -> None:
    council = OrganisationPage.objects.get(slug="lantern-bay-council", locale__language_code="cy")
    alert(where="organisation", organisation=council)
    for path in (council.url, "/services/blue-badge/", FORM):
        assert len(titles(path)) == 1, path
    assert titles(EVENT) == titles("/organisations/nhs/") == []
    dwp = OrganisationPage.objects.get(slug="dwp", locale__language_code="en")
    alert(where="organisation", organisation=dwp)
    assert [len(titles(f"/services/{slug}/")) for slug in ("register-death", "blue-badge")] == [2, 1]


def test_an_emergency_comes_first_and_shows_everywhere_whatever_was_chosen() -> None:
    alert(title="New website", severity="information")
    alert(title="Flood", severity="emergency", where="pages")
    assert titles(FORM) == titles(EVENT) == ["Emergency: Flood", "Information: New website"]


def test_each_reader_gets_their_language_or_english_that_says_so() -> None:
    alert(severity="warning", words={"cy": "Mae Neuadd y Dref ar gau"})
    assert titles(f"/cy{EVENT}") == ["Rhybudd: Mae Neuadd y Dref ar gau"]
    arabic = open_page(f"/ar{FORM}")
    region = arabic.one("section", class_="any-alert")
    assert (region.get("lang"), region.get("dir")) == ("en", "ltr")
    assert arabic.one("h2", class_="any-alert__title").find("span").get("lang") == "ar"
    assert "The Town Hall is closed" in words(region)


def test_alerts_cost_a_kept_page_nothing_and_any_other_nothing_once_they_are_known() -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            open_page(path)
        return len(queries)

    cost(FORM), cost(EVENT)
    without = cost(FORM)
    alert(link=page_of("/help/"))
    cost(FORM), cost(EVENT)
    assert (cost(EVENT), cost(FORM)) == (1, without)


def test_an_alert_that_shows_nowhere_or_never_is_refused() -> None:
    now = timezone.now()
    wrong_ones: tuple[dict[str, Any], ...] = (
        {"where": "pages"},
        {"where": "organisation"},
        {"starts_at": now, "ends_at": now},
    )
    for wrong in wrong_ones:
        with pytest.raises(ValidationError):
            alert(**wrong)


def test_authors_write_and_publish_alerts_in_the_editor(author: Client) -> None:
    sent = {
        "title": "Snow",
        "text": "Bins are late.",
        "severity": "warning",
        "where": "everywhere",
        "starts_at": "2026-01-01 09:00",
        "ends_at": "",
        "link": "",
        "organisation": "",
        "pages-count": "0",
        "words-TOTAL_FORMS": "1",
        "words-INITIAL_FORMS": "0",
        "words-MIN_NUM_FORMS": "0",
        "words-MAX_NUM_FORMS": "2",
        "words-0-language": "cy",
        "words-0-title": "Eira",
        "words-0-text": "Bydd y biniau’n hwyr.",
        "words-0-id": "",
        "words-0-ORDER": "1",
        "words-0-DELETE": "",
        "action-publish": "yes",
    }
    answer = author.post("/admin/snippets/content/alert/add/", sent)
    assert answer.status_code == 302
    assert titles(EVENT) == ["Warning: Snow"]
    assert titles(f"/cy{EVENT}") == ["Rhybudd: Eira"]
