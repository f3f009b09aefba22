"""A life event shows what to do, in order, and whose each thing is."""

import pytest
from django.test import RequestFactory

from content.models import LifeEventPage
from tests.content.reading import open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def titles(path: str) -> list[str]:
    return [words(step.find("h2")) for step in open_page(path).all("li", class_="any-step")]


def test_steps_stand_in_their_order() -> None:
    found = titles("/life-events/someone-has-died/")
    assert found[:5] == [
        "Wait for the medical certificate",
        "or Wait for the coroner",
        "Register the death",
        "Tell the government once",
        "Arrange the funeral",
    ]


def test_a_step_that_belongs_to_the_one_before_has_no_number_of_its_own() -> None:
    page = LifeEventPage.objects.get(slug="someone-has-died", locale__language_code="en")
    steps = page.get_context(RequestFactory().get("/"))["steps"]
    assert [(step.logic, step.number) for step in steps][:3] == [("", 1), ("or", 1), ("", 2)]


def test_time_limits_set_by_law_are_shown_with_their_step() -> None:
    assert "By law within 42 days of the birth" in open_page("/life-events/having-a-baby/").text
    died = open_page("/life-events/someone-has-died/").text
    assert "By law within 5 days of the registrar getting the medical certificate" in died
    school = open_page("/life-events/starting-school/").text
    assert "Secondary school by 31 October, primary school by 15 January" in school
    assert "Offers come on 1 March for secondary and 16 April for primary" in school


def test_links_that_leave_name_whose_website_they_lead_to() -> None:
    for page in LifeEventPage.objects.filter(locale__language_code="en"):
        for item in open_page(page.url).all("li", class_="any-todo__item"):
            leaves = item.find("a").get("href").startswith("https://")
            named = [element for element in item.iter("span") if element.get("class") == "any-todo__who"]
            assert bool(named) == leaves, words(item)
            assert not leaves or words(named[0]).endswith(" website")
            assert (item.find("a").get("rel") == "external") == leaves


def test_a_life_event_leads_to_services_of_several_organisations() -> None:
    seen = open_page("/life-events/having-a-baby/")
    whose = {words(element) for element in seen.all("span", class_="any-todo__who")}
    assert whose == {"NHS website", "DWP website", "HMRC website", "GOV.UK website"}
    assert seen.links()["Register a birth"] == "/services/register-birth/"


def test_things_to_choose_from_are_said_to_be_a_choice() -> None:
    seen = open_page("/life-events/living-with-a-disability/")
    (choice,) = [step for step in seen.all("li", class_="any-step") if "Choose the one" in words(step)]
    assert len(choice.findall(".//a")) == 3


def test_a_page_that_is_taken_down_leaves_the_steps() -> None:
    from_service = LifeEventPage.objects.get(slug="moving-home", locale__language_code="en")
    assert "Tell us you are moving" in open_page(from_service.url).links()
    moving = next(b for b in from_service.steps if b.value["items"]).value["items"][0].value["page"]
    moving.specific.unpublish()
    assert "Tell us you are moving" not in open_page(from_service.url).links()
