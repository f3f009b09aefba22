"""Content pages are made once for everyone, and show every change at once."""

import time
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from accessibility.preferences import COOKIE
from content.keeping import KEPT_S
from content.models import CouncilDetails, LifeEventPage, PublicServicePage
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests.builders import small_document
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
PATH = "/life-events/having-a-baby/"


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    cache.clear()  # ids come back when a test is undone


def words_at(path: str, client: Client | None = None) -> str:
    return (client or Client()).get(path).content.decode()


def queries_for(path: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client(headers=headers).get(path).status_code == 200
    return len(queries)


def test_the_second_visitor_gets_the_page_that_the_first_one_had_made() -> None:
    first = Client().get(PATH)
    assert queries_for(PATH) == 1
    second = Client().get(PATH)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert second["Content-Language"] == first["Content-Language"] == "en"
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert set(second["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert "Cookie" in second["Vary"]


def test_a_browser_that_has_the_page_is_not_sent_it_again() -> None:
    mark = Client().get(PATH)["ETag"]
    again = Client().get(PATH, headers={"If-None-Match": f"W/{mark}"})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == mark
    assert Client().get(PATH, headers={"If-None-Match": '"another"'}).status_code == 200
    assert Client().head(PATH)["ETag"] == mark


def test_each_language_and_way_to_read_has_its_own() -> None:
    plain = words_at(PATH)
    large = Client()
    large.cookies[COOKIE] = "large"
    assert "any-text-large" in words_at(PATH, large)
    assert 'lang="cy"' in words_at(f"/cy{PATH}")
    assert words_at(PATH) == plain


def test_what_is_published_shows_at_once() -> None:
    page = LifeEventPage.objects.get(slug="having-a-baby", locale__language_code="en")
    assert page.summary in words_at(PATH)
    page.summary = "Written a moment ago."
    page.save_revision()
    assert "Written a moment ago." not in words_at(PATH)
    page.get_latest_revision().publish()
    assert "Written a moment ago." in words_at(PATH)
    page.unpublish()
    assert Client().get(PATH).status_code == 410


def test_a_page_shows_at_once_what_it_borrows(author: Client) -> None:
    page = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    contact = next(way.value["contact"] for way in page.ways if way.value["kind"] == "phone")
    path = page.url
    assert contact.phone in words_at(path)
    names = ("name", "textphone", "email", "address", "hours", "access")
    sent = {name: getattr(contact, name) for name in names}
    address = f"/admin/snippets/content/contactpoint/edit/{contact.pk}/"
    answer = author.post(address, {**sent, "phone": "01632 960777", "action-publish": "yes"})
    assert answer.status_code == 302
    assert "01632 960777" in words_at(path)


def test_a_page_shows_the_council_s_new_telephone_though_another_process_keeps_the_old() -> None:
    assert "01632 960888" not in words_at(PATH)
    CouncilDetails.objects.update(phone="01632 960888")  # as another process would
    publish(document=small_document(), by=SYSTEM)
    assert "01632 960888" in words_at(PATH)


def test_what_leaves_no_trace_shows_after_a_minute() -> None:
    words_at(PATH)
    LifeEventPage.objects.filter(slug="having-a-baby").update(summary="Changed behind our back.")
    assert "Changed behind our back." not in words_at(PATH)
    with time_machine.travel(time.time() + KEPT_S + 1):
        assert "Changed behind our back." in words_at(PATH)


def test_somebody_with_a_session_gets_a_page_of_their_own() -> None:
    words_at(PATH)
    person = at_the_desk(member(StaffRole.ADVISER))
    own = person.get(PATH)
    assert "Your account" in own.content.decode()
    assert set(own["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Your account" not in words_at(PATH)


def test_a_page_that_became_private_is_not_given_to_others() -> None:
    words_at(PATH)
    page = Page.objects.get(slug="having-a-baby", locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    asked = Client().get(PATH)
    assert asked.status_code == 302
    assert "ETag" not in asked


def test_a_question_in_the_address_and_a_missing_page_are_not_kept() -> None:
    assert queries_for(f"{PATH}?page=2") > 1
    assert queries_for(f"{PATH}?page=2") > 1
    assert "ETag" not in Client().get("/life-events/nothing-here/")
