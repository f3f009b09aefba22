"""Pages that say no are as sound as the others."""

import pytest

from tests.browser.conftest import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@LANGUAGES
def test_a_missing_page_is_sound(open_page, check_page, language):
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/no-such-page/")
    check_page.at_both_sizes(page, status=404)


def test_a_closed_page_is_sound(open_page, check_page):
    page = open_page("/apply/blue-badge/00000000-0000-4000-8000-000000000000/check/")
    check_page(page, status=403)


def test_a_form_without_its_pass_is_refused_soundly(open_page, check_page):
    page = open_page("/accessibility/preferences/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    check_page(page, status=403)
    assert page.get_by_role("link", name="Go back to the page you came from").is_visible()
