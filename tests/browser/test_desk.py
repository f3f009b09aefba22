"""The desk and the account pages, for people who see nothing, use keys only, or enlarge text."""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from portal.sample.offices import load_offices
from services.applications.actions import save_step
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from services.identity.roles import StaffRole
from tests import builders
from tests.browser.checking import Checker
from tests.browser.conftest import BOTH_DIRECTIONS, LANGUAGES, SMALL
from tests.browser.walking import goes_to_a_page, kind_of, links, send
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKED_ELSEWHERE = {
    "kind": "name",
    "key": "called",
    "label": builders.both("Your name"),
    "same_as": "person.name",
}
DOORS = [
    "account_request_login_code",
    "account_login",
    "account_signup",
    "account_reset_password",
    "online:resume",
    "online:track_door",
    "booking:find",
]


def bring_session(page: Page, client: Client) -> None:
    """Let the browser go on where a test client signed in."""
    name = settings.SESSION_COOKIE_NAME
    root = urlsplit(page.url)._replace(path="/").geturl()
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": root}])


def help_somebody(desk: Client) -> AssistedSession:
    """Begin to help a person whose answers are there and who has shown a document."""
    application = builders.draft()
    for step, values in (
        ("who", {"who": "me"}),
        ("person", {"name": {"given": "Ann", "family": "Lee"}, "born": "1980-02-01"}),
    ):
        save_step(application=application, step=step, values=values, by=citizen(), channel=Channel.ONLINE)
    desk.post(reverse("assisted:home"), {"channel": "counter", "authority": "self"})
    session = AssistedSession.objects.get(ended_at__isnull=True)
    desk.post(reverse("assisted:choose", args=[session.pk]), {"reference": application.reference})
    desk.post(reverse("assisted:check_document", args=[session.pk]))
    desk.post(reverse("assisted:consent", args=[session.pk]))
    session.refresh_from_db()
    return session


@BOTH_DIRECTIONS
def test_every_desk_page_is_sound(open_page, check_page, council, language):
    desk = at_the_desk(member(StaffRole.ADVISER))
    session = help_somebody(desk)
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    waiting = deque([f"{prefix}/desk/", f"{prefix}/desk/help/{session.pk}/"])
    seen, opened = set(map(kind_of, waiting)), []
    while waiting:
        if not goes_to_a_page(page, waiting.popleft()):
            continue
        opened.append(page.url)
        check_page.at_both_sizes(page)
        for path in links(page):
            if path.startswith(f"{prefix}/desk/") and kind_of(path) not in seen:
                seen.add(kind_of(path))
                waiting.append(path)
    assert len(opened) > 8
    refused = [number for address in opened for number in refuse_each_form(page, check_page, address)]
    assert len(refused) > 3


QUESTIONS = "input:not([type=hidden], [type=search]), select, textarea"


def refuse_each_form(page: Page, check_page: Checker, address: str) -> Iterator[int]:
    """Send each form of a page as it stands; yield the number of each that says what is missing."""
    page.set_viewport_size(SMALL)
    page.goto(address)
    forms = page.locator("main form:visible").filter(has=page.locator(QUESTIONS))
    for number in range(forms.count()):
        page.goto(address)
        send(forms.nth(number).locator("button:visible").last)
        if page.locator(".govuk-error-summary").count():
            check_page(page)
            yield number


@BOTH_DIRECTIONS
def test_every_page_of_a_manager_is_sound(open_page, check_page, council, language):
    load_offices()
    desk = at_the_desk(member(StaffRole.MANAGER))
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    office = f"{prefix}/desk/offices/town-hall/"
    for path in (f"{prefix}/desk/failed/", f"{prefix}/desk/council/", f"{prefix}/desk/offices/", office):
        page.goto(path)
        check_page.at_both_sizes(page)
    for path in (f"{office}hours/", f"{office}close/"):
        page.goto(path)
        send(page.locator("main form button").last)
        assert page.locator(".govuk-error-summary").count() == 1
        check_page(page)
        fill_in_days(page)
        send(page.locator("main form button").last)
        assert page.locator("input[name=seen]").count() == 1
        check_page(page)


def fill_in_days(page: Page) -> None:
    """Type tomorrow into the first date of the form."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    for part in ("day", "month", "year"):
        page.locator(f"main form input[name$='-{part}']").first.fill(str(getattr(tomorrow, part)))


def test_a_search_that_says_nothing_is_answered_on_the_spot(open_page, check_page):
    desk = at_the_desk(member(StaffRole.ADVISER))
    page = open_page("/accessibility/")
    bring_session(page, desk)
    page.goto("/desk/")
    send(page.locator("main form button").first)
    assert page.locator(".govuk-error-summary").count() == 1
    check_page(page)


@LANGUAGES
def test_every_door_is_sound_empty_and_wrong(open_page, check_page, language):
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    for door in DOORS:
        page.goto(prefix + reverse(door))
        check_page.at_both_sizes(page)
        send(page.locator("main form button").last)
        check_page.at_both_sizes(page)


@LANGUAGES
def test_a_citizen_s_own_pages_are_sound(open_page, check_page, language):
    client = Client()
    client.force_login(User.objects.create_user("ann@example.org"))
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, client)
    for name in ("account_home", "account_contact", "account_logout", "online:mine"):
        page.goto(prefix + reverse(name))
        assert page.url.endswith(reverse(name))
        check_page.at_both_sizes(page)


def test_every_page_of_a_paper_form_can_be_keyed(open_page, check_page):
    desk = at_the_desk(member(StaffRole.ADVISER))
    session = help_somebody(desk)
    page = open_page("/accessibility/")
    bring_session(page, desk)
    page.goto(f"/desk/help/{session.pk}/key/")
    sections = [path for path in links(page) if "/key/" in path and not path.endswith("/key/")]
    assert len(set(sections)) == len(session.application.document.sections)
    for path in sections:
        page.goto(path)
        check_page(page)


def press(page: Page, value: str) -> None:
    """Press a button by what it sends, with the keyboard alone."""
    page.locator(f"button[value='{value}']").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_row_of_a_list_is_keyed_with_the_keyboard_alone(open_page, check_page, language):
    desk = at_the_desk(member(StaffRole.ADVISER))
    session = help_somebody(desk)
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/", size=SMALL)
    bring_session(page, desk)
    page.goto(f"{prefix}/desk/help/{session.pk}/key/rest/")
    press(page, "add:medicines")
    check_page(page)
    page.locator("[name=medicine]").focus()
    page.keyboard.type("Aspirin")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # saves the entry: no other button is pressed by it
    assert page.url.endswith("/key/rest/#list-medicines")
    assert "Aspirin" in page.locator("main").inner_text()
    check_page(page)


@BOTH_DIRECTIONS
def test_what_we_have_already_and_what_clashes_are_sound_pages(open_page, check_page, language):
    desk = at_the_desk(member(StaffRole.ADVISER))
    session = help_somebody(desk)
    again = [{"key": "me", "section": "you", "questions": [ASKED_ELSEWHERE]}]
    publish(document=builders.small_document(key="other", steps=again, repeats=[]), by=SYSTEM)
    desk.post(reverse("assisted:another", args=[session.pk]))
    desk.post(reverse("assisted:new", args=[session.pk]), {"form": "other"})
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    page.goto(f"{prefix}/desk/help/{session.pk}/ask/me/")
    check_page.at_both_sizes(page)
    send(page.locator("main form button").first)
    assert page.locator(".govuk-error-summary").count() == 1
    check_page.at_both_sizes(page)
    page.locator("main input[type=radio]").last.check()
    send(page.locator("main form button").first)
    page.locator("[name=called-given]").fill("Ann")
    session.refresh_from_db()
    meanwhile = {"called": {"given": "Anna", "family": "Lee"}}
    save_step(
        application=session.application, step="me", values=meanwhile, by=citizen(), channel=Channel.ONLINE
    )
    send(page.locator("main form button:not([hidden])").last)
    assert page.locator("bdi", has_text="Anna Lee").count() == 1
    check_page.at_both_sizes(page, status=409)
