"""Booking in Chromium: every page and state, in every language and size, and with the keyboard alone."""

import pytest
from playwright.sync_api import Page

from portal.sample.offices import load_offices
from services.booking.models import Appointment, State
from tests.browser.conftest import LANGUAGES, SMALL
from tests.browser.walking import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def council() -> None:
    load_offices()


def go_on(page: Page) -> None:
    """Press the first button of the page's own form."""
    send(page.locator("main form[method=post] button[type=submit]").first)


def fill_in(page: Page) -> None:
    page.fill("input[name=deceased]", "Gwen Jones")
    for part, text in {"day": "1", "month": "11", "year": "2026"}.items():
        page.fill(f"input[name=died_on_{part}]", text)
    page.check("input[name=certificate][value=medical_examiner]")
    page.fill("input[name=last_name]", "Jones")
    page.check("input[name=contact][value=letter]")
    page.fill("textarea[name=address]", "1 Quay Street\nLantern Bay")
    page.fill("input[name=postcode]", "ZZ1 1AA")


@LANGUAGES
def test_every_page_of_a_booking_is_sound(open_page, check_page, language):
    prefix = "" if language == "en" else f"/{language}"

    def check(*, status: int = 200) -> None:
        check_page.at_both_sizes(page, status=status)

    page = open_page(f"{prefix}/book/")
    check()
    page.goto(f"{prefix}/book/register-death/")
    check()
    page.goto(f"{prefix}/book/register-death/town-hall/")
    go_on(page)
    check()
    page.locator("input[name=start]").last.check()
    go_on(page)
    check()
    go_on(page)
    check()
    fill_in(page)
    check()
    go_on(page)
    assert page.url.endswith("/check/")
    check()
    send(page.locator("button[form=book]"))
    assert page.url.endswith("/booked/")
    check()
    see = page.url.removesuffix("booked/")
    for address in (see, see + "move/", see + "cancel/", f"{prefix}/appointment/"):
        page.goto(address)
        check()
    go_on(page)
    check()
    page.goto(see + "cancel/")
    go_on(page)
    check()


def test_a_time_that_ran_out_is_a_sound_page(open_page, check_page):
    page = open_page("/book/digital-help/home/", size=SMALL)
    page.locator("input[name=start]").first.check()
    go_on(page)
    Appointment.objects.update(state=State.EXPIRED, hold_expires_at=None)
    page.reload()
    assert page.url.endswith("/expired/")
    check_page(page)


def test_a_booking_needs_no_scripts_and_no_mouse(open_page):
    page = open_page("/book/register-death/town-hall/", scripts=False)
    page.locator("input[name=start]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/hold/*/")
    fill_in(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    page.locator("button[form=book]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/booked/")
