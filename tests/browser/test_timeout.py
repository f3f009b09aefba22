"""Time runs out with a warning, which can be put off, and without losing anything."""

import pytest

from services.applications.models import Application
from services.applications.queries import answers_of
from tests import builders
from tests.browser.conftest import SMALL
from tests.browser.walking import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEFORE_THE_WARNING_S = 54 * 60
MINUTE_S = 60


@pytest.fixture
def step(open_page):
    """Open the first step of a form, with a clock that the test moves."""
    builders.small_form()
    page = open_page("/accessibility/", size=SMALL, once=True)
    page.clock.install()
    page.goto("/apply/small/")
    send(page.locator("main form button").first)
    page.wait_for_selector("#step")
    return page


def test_a_warning_comes_five_minutes_before_and_tells_the_time_left(step, check_page):
    dialog = step.locator("dialog")
    step.clock.run_for(BEFORE_THE_WARNING_S * 1000)
    assert dialog.is_hidden()
    step.clock.run_for(MINUTE_S * 1000)
    assert dialog.is_visible()
    assert "in 5 minutes" in dialog.inner_text()
    check_page(step)
    step.clock.run_for(2 * MINUTE_S * 1000)
    assert "in 3 minutes" in dialog.inner_text()


def test_staying_starts_the_time_again_and_keeps_what_was_typed(step):
    step.locator("input[type=radio]").first.check()
    step.clock.run_for((BEFORE_THE_WARNING_S + MINUTE_S) * 1000)
    with step.expect_response(lambda answer: answer.request.method == "POST") as answered:
        step.get_by_role("button", name="Stay on this page").click()
    assert answered.value.ok
    step.locator("dialog").wait_for(state="hidden")
    step.clock.run_for(BEFORE_THE_WARNING_S * 1000)
    assert step.locator("dialog").is_hidden()
    assert step.locator("input[type=radio]").first.is_checked()


def test_the_warning_holds_the_keyboard_and_escape_means_stay(step):
    step.clock.run_for((BEFORE_THE_WARNING_S + MINUTE_S) * 1000)
    for _ in range(6):
        step.keyboard.press("Tab")
        outside = "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        assert not step.evaluate(outside)
    step.keyboard.press("Escape")
    step.locator("dialog").wait_for(state="hidden")


def test_when_time_is_over_the_page_leads_to_how_to_come_back(step):
    step.clock.run_for(61 * MINUTE_S * 1000)
    step.wait_for_url("**/save/")
    assert step.locator("h1").count() == 1


def test_what_was_typed_is_sent_and_kept_when_time_is_over(step):
    step.locator("input[type=radio]").first.check()
    step.clock.run_for(61 * MINUTE_S * 1000)
    step.wait_for_url("**/save/")
    assert answers_of(Application.objects.get()).values == {"who": "me"}


def test_save_and_leave_in_the_warning_keeps_what_was_typed(step):
    step.locator("input[type=radio]").first.check()
    step.clock.run_for((BEFORE_THE_WARNING_S + MINUTE_S) * 1000)
    step.get_by_role("link", name="Save and leave").click()
    step.wait_for_url("**/save/")
    assert answers_of(Application.objects.get()).values == {"who": "me"}


def test_without_scripts_there_is_no_warning_and_no_dead_button(open_page):
    builders.small_form()
    page = open_page("/apply/small/", scripts=False)
    send(page.locator("main form button").first)
    assert page.locator("dialog").is_hidden()
