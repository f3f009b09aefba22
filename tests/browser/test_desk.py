"""The desk and the account pages, for people who see nothing, use keys only, or enlarge text."""

from collections import deque
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
from services.identity.actors import citizen
from services.identity.models import User
from services.identity.roles import StaffRole
from tests import builders
from tests.browser.conftest import LANGUAGES, LARGE, SMALL
from tests.browser.walking import goes_to_a_page, kind_of, links
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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


@LANGUAGES
def test_every_desk_page_is_sound(open_page, check_page, council, language):
    desk = at_the_desk(member(StaffRole.ADVISER))
    session = help_somebody(desk)
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    waiting = deque([f"{prefix}/desk/", f"{prefix}/desk/help/{session.pk}/"])
    seen = set(map(kind_of, waiting))
    while waiting:
        if not goes_to_a_page(page, waiting.popleft()):
            continue
        for size in (SMALL, LARGE):
            page.set_viewport_size(size)
            check_page(page)
        for path in links(page):
            if path.startswith(f"{prefix}/desk/") and kind_of(path) not in seen:
                seen.add(kind_of(path))
                waiting.append(path)
    assert len(seen) > 8


@LANGUAGES
def test_every_page_of_a_manager_is_sound(open_page, check_page, council, language):
    load_offices()
    desk = at_the_desk(member(StaffRole.MANAGER))
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    office = f"{prefix}/desk/offices/town-hall/"
    for path in (f"{prefix}/desk/failed/", f"{prefix}/desk/council/", f"{prefix}/desk/offices/", office):
        page.goto(path)
        for size in (SMALL, LARGE):
            page.set_viewport_size(size)
            check_page(page)
    for path in (f"{office}hours/", f"{office}close/"):
        page.goto(path)
        page.locator("main form button").last.click()
        assert page.locator(".govuk-error-summary").count() == 1
        check_page(page)
        fill_in_days(page)
        page.locator("main form button").last.click()
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
    page.locator("main form button").first.click()
    assert page.locator(".govuk-error-summary").count() == 1
    check_page(page)


@LANGUAGES
@pytest.mark.parametrize("door", DOORS)
def test_every_door_is_sound_empty_and_wrong(open_page, check_page, door, language):
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(prefix + reverse(door), size=SMALL)
    check_page(page)
    page.locator("main form button").last.click()
    check_page(page)


@LANGUAGES
@pytest.mark.parametrize("name", ["account_home", "account_contact", "account_logout", "online:mine"])
def test_a_citizen_s_own_pages_are_sound(open_page, check_page, name, language):
    client = Client()
    client.force_login(User.objects.create_user("ann@example.org"))
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/", size=SMALL)
    bring_session(page, client)
    page.goto(prefix + reverse(name))
    assert page.url.endswith(reverse(name))
    check_page(page)


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
