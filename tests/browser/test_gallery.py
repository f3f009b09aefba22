"""Every component, in every state, language and size."""

import pytest

from portal.gallery.samples import PARTS
from tests.browser.conftest import LANGUAGES, LARGE, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def address(part: str, language: str) -> str:
    return f"/gallery/{part}/" if language == "en" else f"/{language}/gallery/{part}/"


@LANGUAGES
def test_no_component_breaks_a_rule(open_page, check_page, language):
    page = open_page(address(PARTS[0], language))
    for part in PARTS:
        page.goto(address(part, language))
        check_page.at_both_sizes(page)


def test_large_text_and_high_contrast_break_nothing(open_page, check_page):
    page = open_page("/accessibility/preferences/", size=SMALL)
    page.get_by_label("Larger, with more space between letters").check()
    page.get_by_label("High: black and dark colours on white").check()
    page.get_by_role("button", name="Save").click()
    for part in PARTS:
        page.goto(address(part, "en"))
        assert "any-text-large" in (page.locator("html").get_attribute("class") or "")
        check_page(page)


def test_a_choice_without_scripts_shows_its_further_question(open_page):
    page = open_page(address("questions", "en"), scripts=False)
    assert page.get_by_label("Mobile number").is_visible()


def test_scripts_hide_a_further_question_until_it_is_wanted(open_page):
    page = open_page(address("questions", "en"))
    assert page.get_by_label("Mobile number").is_hidden()
    page.get_by_label("By text message").check()
    assert page.get_by_label("Mobile number").is_visible()


def test_none_of_these_unticks_the_others(open_page):
    page = open_page(address("questions", "en"))
    page.get_by_label("A wheelchair").check()
    page.get_by_label("Nothing").check()
    assert not page.get_by_label("A wheelchair").is_checked()


def test_the_error_summary_has_the_focus_and_leads_to_each_control(open_page):
    page = open_page(address("errors", "en"), size=LARGE)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    links = page.locator(".govuk-error-summary a")
    assert links.count() > 8
    for number in range(links.count()):
        links.nth(number).click()
        target = page.evaluate("document.activeElement.matches('input, select, textarea')")
        assert target, links.nth(number).inner_text()
