"""An author adds a question, sets a rule by choosers, and the form goes live: in the editor itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from content.models import ServiceForm
from services.definitions.publishing import current_version
from services.definitions.rules import Equals
from services.identity.roles import StaffRole
from tests.content.authoring import checker, edit_url, small_form, written
from tests.definitions.documents import ask, step, words
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = ["form-words", "form-tree", "form-case", ".form-noticed", ".form-page"]


def check_our_parts(page: Page) -> None:
    """Wagtail's own parts are Wagtail's; what we draw between them has to keep the rules."""
    there = [[part] for part in OURS if page.locator(part).count()]
    found = Axe().run(page, context={"include": there}).response["violations"]
    assert not [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def editor(open_page, live_server, form: ServiceForm) -> Page:
    """The editor of a form in a manager's browser, every part unfolded."""
    page: Page = open_page("/", size={"width": 1500, "height": 1100})
    session = at_the_desk(member(StaffRole.MANAGER)).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(edit_url(form))
    expect(page.locator("form-words textarea").first).to_have_value("Made")
    folded = page.locator(
        "[data-contentpath=parts] button[aria-label='Toggle section'][aria-expanded=false]:visible"
    )
    while folded.count():
        folded.first.click()
    return page


def test_a_rule_is_set_by_choosers_and_the_form_goes_live(open_page, council, live_server) -> None:
    form = written(
        small_form(
            steps=[
                step("first", ask("yes_no", "has_badge", label=words("Do you have a badge?"))),
                step("second", ask("text", "number", label=words("What is its number?"))),
            ]
        )
    )
    page = editor(open_page, live_server, form)

    asked = page.locator("[data-contentpath=questions]").first
    asked.get_by_title("Insert a block").last.click()
    page.get_by_role("option", name="Short text").click()
    new = asked.locator("[data-contentpath=label]").last.locator("form-words")
    new.get_by_label("English").fill("What colour is it?")
    expect(new.get_by_label("العربيّة")).to_have_attribute("dir", "rtl")
    new.get_by_label("English").focus()  # Wagtail may have moved on meanwhile
    new.get_by_label("English").blur()
    expect(page.locator("input[name$='questions-1-value-key']")).to_have_value("what_colour_is_it")

    rule = page.locator("[data-contentpath=when]:visible").last.locator("form-tree")
    rule.scroll_into_view_if_needed()
    rule.locator("select").first.select_option(label="the answer is")
    offered = rule.get_by_label("Question").locator("option").all_inner_texts()
    assert "What colour is it?" in offered, "what was typed just now can be chosen"
    rule.get_by_label("Question").select_option(label="Do you have a badge?")
    rule.get_by_label("Value").select_option(label="Yes")
    check_our_parts(page)

    page.locator("footer .actions button").nth(1).click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/publish/")
    check_our_parts(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("“Made” is published.")).to_be_visible()
    document = current_version("small").document
    assert list(document.questions) == ["has_badge", "what_colour_is_it", "number"]
    assert document.steps[1].when == Equals(question="has_badge", value=True)
    page.goto(f"/admin/forms/{form.pk}/map/")
    check_our_parts(page)


def test_an_example_case_is_filled_in_by_choosers_and_tried_at_once(open_page, council, live_server) -> None:
    form = checker({"answers": {"has_badge": False}})
    page = editor(open_page, live_server, form)
    case = page.locator("form-case")
    answer = case.nth(0).get_by_role("combobox", name="Do you have a badge?")
    case.nth(0).scroll_into_view_if_needed()
    expect(answer).to_have_value("no")
    expected = case.nth(2)
    expected.scroll_into_view_if_needed()
    expect(expected.locator("output")).to_have_text("The checker says: not met. This is not what you expect.")
    check_our_parts(page)
    answer.select_option("Yes")
    expected.get_by_role("button", name="Try this case").press("Enter")
    expect(expected.locator("output")).to_have_text("The checker says: met.")
    case.nth(0).get_by_role("button", name="Take out: Do you have a badge?").press("Enter")
    expect(answer).to_have_count(0)
    case.nth(0).get_by_role("combobox", name="Add an answer").select_option("Do you have a badge?")
    case.nth(0).get_by_role("button", name="Add an answer").press("Enter")
    expect(answer).to_have_value("")
    expected.get_by_role("button", name="Try this case").press("Enter")
    expect(expected.locator("output")).to_have_text(
        "The checker says: not known. This is not what you expect."
    )
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("“You have a badge” (not known)").first).to_be_visible()
    form.refresh_from_db()
    newest = form.get_latest_revision_as_object()
    assert newest.compiled().document.examples[0].answers == {"has_badge": None}
