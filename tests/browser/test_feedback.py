"""Saying whether a page is useful, and what stands where a page was, as a browser shows them."""

import pytest
from wagtail.models import Page

from content.gone.leaving import Words, explain
from services.identity.models import User
from tests.browser.conftest import LANGUAGES
from tests.browser.walking import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@LANGUAGES
def test_feedback_is_a_sound_page_before_and_after(open_page, check_page, council, language):
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/services/blue-badge/")
    with page.expect_navigation():
        page.locator("footer a[href*='/feedback/no/']").click()
    check_page.at_both_sizes(page)
    send(page.locator("main form button"))
    check_page.at_both_sizes(page)
    page.goto(f"{prefix}/book/")
    with page.expect_navigation():
        page.locator("footer a[href*='/feedback/']").click()
    send(page.locator("main form button"))
    check_page.at_both_sizes(page)
    assert page.locator(".govuk-error-summary a").count() == 1


@LANGUAGES
def test_where_a_page_was_is_a_sound_page(open_page, check_page, council, language):
    prefix = "" if language == "en" else f"/{language}"
    gone = Page.objects.get(slug="blue-badge", locale__language_code=language)
    author = User.objects.create_user("someone@example.org")
    explain([gone], {language: Words("It has ended.", "Ask your doctor.")}, by=author)
    gone.unpublish()
    page = open_page(f"{prefix}/services/blue-badge/")
    check_page.at_both_sizes(page, status=410)
