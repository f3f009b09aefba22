"""Scripts that help with typing: long lists to search, letters that are left."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INSURED = "In which country are you insured?"
SENT = "new FormData(document.querySelector('main form')).get('country')"


@pytest.fixture
def page(open_page) -> Page:
    return open_page("/gallery/kinds/")


def test_a_country_is_found_by_a_part_of_its_name_with_the_keyboard_alone(page):
    page.get_by_label(INSURED).press_sequentially("kingd")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label(INSURED)).to_have_value("United Kingdom")
    assert page.evaluate(SENT) == "GB"
    expect(page.get_by_label(INSURED)).to_have_attribute("aria-expanded", "false")


def test_a_country_is_found_by_another_name_and_picked_by_touch(open_page):
    page = open_page("/gallery/kinds/", size=SMALL)
    page.get_by_label(INSURED).fill("holl")
    page.get_by_role("option", name="Netherlands", exact=True).click()
    assert page.evaluate(SENT) == "NL"


def test_accents_and_case_do_not_matter(page):
    page.get_by_label(INSURED).fill("CURACAO")
    assert page.evaluate(SENT) == "CW"


def test_what_fits_no_country_is_sent_as_it_was_typed(page):
    page.get_by_label(INSURED).fill("Atlantis")
    assert page.evaluate(SENT) == "Atlantis"
    page.get_by_label(INSURED).fill("")
    assert page.evaluate(SENT) == ""


def test_escape_closes_what_was_suggested_and_keeps_what_was_typed(page):
    box = page.get_by_label("Which line stops there?")
    box.click()
    expect(page.get_by_role("option")).to_have_count(5)
    box.fill("n")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("n")


def test_without_scripts_the_whole_list_is_there(open_page):
    page = open_page("/gallery/kinds/", scripts=False)
    page.get_by_label(INSURED).select_option("Norway")
    expect(page.get_by_label(INSURED)).to_have_value("NO")
    expect(page.get_by_text("You can enter up to 300 characters")).to_be_visible()


def test_a_mistake_comes_back_as_it_was_typed_and_its_link_leads_to_the_box(open_page):
    page = open_page("/gallery/mistakes/")
    expect(page.get_by_label(INSURED)).to_have_value("Atlantis")
    page.locator(".govuk-error-summary").get_by_text("Choose a country from the list").click()
    expect(page.get_by_label(INSURED)).to_be_focused()


def test_letters_that_are_left_are_counted_as_the_server_counts_them(page):
    box = page.get_by_label("Name of the event")
    box.fill("Gŵyl 🎪")
    expect(page.get_by_text("Characters left: 54").first).to_be_visible()
    box.fill("x" * 61)
    expect(page.get_by_text("Characters too many: 1").first).to_be_visible()
