"""Readers say whether a page is useful. Nothing changes by a link, and nothing personal is kept."""

import re
from datetime import timedelta
from io import StringIO
from unittest import mock
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.feedback import asking
from content.models import FeedbackState, PageFeedback, PublicServicePage
from services.identity import throttle
from tests.content.reading import Seen, open_page, words
from tests.test_weight import weigh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

BADGE = "/services/blue-badge/"
NO = f"/feedback/no/?page={BADGE}"


def badge(language: str = "en") -> PublicServicePage:
    return PublicServicePage.objects.get(slug="blue-badge", locale__language_code=language)


def give(address: str = NO, **words: str) -> PageFeedback:
    answer = Client().post(address, words)
    assert answer.status_code == 302, answer.content.decode()
    return PageFeedback.objects.latest("pk")


@pytest.mark.parametrize("prefix", ["", "/cy", "/ar"])
def test_a_page_asks_at_its_foot_and_leads_to_two_pages_that_only_ask(prefix: str) -> None:
    page = open_page(f"{prefix}{BADGE}")
    asked = [link.get("href", "") for link in page.all("a") if "/feedback/" in link.get("href", "")]
    assert asked == [f"{prefix}/feedback/{said}/?page={prefix}{BADGE}" for said in ("yes", "no")]
    weigh(page.response, prefix.strip("/"))
    for address in asked:
        seen = open_page(address)
        assert badge(prefix[1:] or "en").title in words(seen.one("main"))
        weigh(seen.response, prefix.strip("/"))
    assert not PageFeedback.objects.exists()


def test_the_foot_is_the_same_for_everybody() -> None:
    foot = [words(open_page(BADGE, browser).one("footer")) for browser in (Client(), Client())]
    assert foot[0] == foot[1]
    assert not open_page(BADGE).one("footer").findall(".//form")


def test_a_yes_is_one_press_of_a_button() -> None:
    kept = give(f"/feedback/yes/?page={BADGE}")
    assert (kept.useful, kept.path, kept.page_id, kept.language) == (True, BADGE, badge().pk, "en")
    assert kept.seen_id == badge().live_revision_id
    assert (kept.given_on, kept.doing, kept.wrong) == (timezone.localdate(), "", "")
    assert not PageFeedback.objects.told().exists()


def test_what_is_written_is_scrubbed_before_it_is_kept() -> None:
    kept = give(
        doing="Renew the badge of my mother, QQ 12 34 56 C, born 27 March 1958",
        wrong="No answer on 01632 960321 or at ann@example.com, ZZ1 1AA",
    )
    assert kept.doing.startswith("Renew the badge of my mother")
    assert kept.wrong.startswith("No answer on")
    for personal in ("QQ", "1958", "960321", "ann@", "ZZ1"):
        assert personal not in kept.doing + kept.wrong
    stored = {field.name for field in PageFeedback._meta.concrete_fields}
    assert not stored & {"ip", "address", "user", "session", "user_agent", "referer", "given_at"}


def test_in_another_language_the_page_that_was_read_is_meant() -> None:
    kept = give(f"/ar/feedback/no/?page=/ar{BADGE}", wrong="لا أفهم")
    assert (kept.language, kept.path) == ("ar", f"/ar{BADGE}")
    assert kept.page is not None
    assert kept.page.alias_of_id is None


def test_thank_you_leads_back_and_to_a_person() -> None:
    browser = Client()
    seen = open_page(browser.post(NO, {"wrong": "It is long."}).url, browser)
    assert seen.one("main").find(f'.//a[@href="{BADGE}"]') is not None
    assert "Call us on" in words(seen.one("main"))


def test_a_page_of_a_form_has_a_link_and_keeps_no_persons_address() -> None:
    browser = Client()
    started = browser.post("/apply/blue-badge/", follow=True)
    step = started.request["PATH_INFO"]
    assert re.search(r"/apply/blue-badge/[0-9a-f-]{36}/", step)
    html = started.content.decode()
    assert "/feedback/yes/" not in html
    assert f'href="/feedback/?page={step}"' in html
    page = open_page(f"/feedback/?page={step}", browser)
    assert {each.get("value") for each in page.all("input", type="radio")} == {"yes", "no"}
    refused = browser.post(f"/feedback/?page={step}", {"wrong": "Too many questions"})
    assert "Choose yes or no" in refused.content.decode()
    kept = give(f"/feedback/?page={step}", useful="no", wrong="Too many questions")
    assert re.fullmatch(r"/apply/blue-badge/-/[\w-]+/", kept.path)
    assert kept.page is None


@pytest.mark.parametrize(
    "page",
    [
        "",
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/no-such-page/",
        "/services/\0/",
        "/admin/",
        "/desk/",
        "/api/1/",
        "/feedback/",
        "/resume/K7MR-4TXP/BCD346FGH/",
        "/appointment/link/x/",
    ],
)
def test_only_pages_of_ours_that_anybody_may_read_take_feedback(page: str) -> None:
    for name in ("ask", "yes", "no", "thanks"):
        assert Client().get(reverse(f"feedback:{name}"), {"page": page}).status_code == 404
    assert Client().post(f"{reverse('feedback:no')}?page={quote(page)}", {}).status_code == 404
    assert not PageFeedback.objects.exists()


def test_a_page_that_is_hidden_is_not_named() -> None:
    page = badge()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(NO).status_code == 404
    restriction.delete()
    page.unpublish()
    assert Client().get(NO).status_code == 404


def test_a_secret_in_an_address_is_in_no_link() -> None:
    html = Client().get("/resume/K7MR-4TXP/BCD346FGH/").content.decode()
    assert "/feedback/" not in html
    assert "/feedback/" not in Client().get("/nowhere/").content.decode()


def test_a_machine_is_thanked_and_forgotten() -> None:
    assert Client().post(NO, {"wrong": "Buy now", "website": "spam.example"}).status_code == 302
    assert not PageFeedback.objects.exists()


def test_a_page_pressed_by_another_site_is_not_counted() -> None:
    assert Client(enforce_csrf_checks=True).post(NO, {}).status_code == 403
    assert not PageFeedback.objects.exists()


def test_who_sends_too_often_waits_and_keeps_what_they_typed() -> None:
    few = throttle.Limit(asking.GIVEN.purpose, burst=2, refill=asking.GIVEN.refill)
    browser = Client()
    with mock.patch.object(asking, "GIVEN", few):
        for _ in range(few.burst):
            browser.post(NO, {})
        refused = browser.post(NO, {"wrong": "The link is broken."})
    assert refused.status_code == 429
    assert "The link is broken." in refused.content.decode()
    assert PageFeedback.objects.count() == few.burst


def test_what_is_too_long_is_said_so_and_hostile_words_are_only_words() -> None:
    refused = Client().post(NO, {"wrong": "x" * 1001})
    seen = Seen(refused, open_page(NO).tree)
    assert "up to 1000 letters" in seen.response.content.decode()
    assert not PageFeedback.objects.exists()
    assert give(wrong="<script>alert(1)</script>\r\n=1+1").wrong.startswith("<script>")


def test_words_are_erased_after_their_time_and_the_count_stays() -> None:
    old, new = give(wrong="Old words"), give(wrong="New words")
    old.given_on = timezone.localdate() - settings.FEEDBACK_RETENTION - timedelta(days=1)
    old.state = FeedbackState.ACCEPTED
    old.save()
    old.decisions.create(state=old.state, note="They wrote: old words")
    call_command("purge_feedback", stdout=StringIO())
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.wrong, old.decisions.get().note, new.wrong) == ("", "", "New words")
    assert not PageFeedback.objects.filter(useful=True).exists()
    assert list(PageFeedback.objects.still_open().order_by("pk")) == [old, new]
