"""A service shows every way to get it, each as plain as the others."""

import pytest

from content.models import ContactPoint, PublicServicePage
from portal.sample.forms import read_form
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM
from tests.builders import without
from tests.content.reading import Seen, open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def ways(seen: Seen) -> dict[str, dict[str, str]]:
    return {
        words(way.find("h3")): {words(a): a.get("href") for a in way.iter("a")}
        for way in seen.all("li", class_="any-way")
    }


def test_all_ways_to_apply_for_a_blue_badge_stand_beside_each_other() -> None:
    found = ways(open_page("/services/blue-badge/"))
    assert list(found) == ["Online", "By phone", "On a paper form", "In person", "At your home"]
    assert found["Online"] == {
        "Apply online": "/apply/blue-badge/",
        "Check first if you can get it": "/apply/blue-badge-check/",
    }
    assert found["By phone"] == {"Call 01632 960111": "tel:01632960111"}
    assert found["On a paper form"]["Get the paper form (PDF)"] == "/paper/blue-badge/?language=en"
    assert found["In person"] == {
        "Book an appointment": "/book/digital-help/",
        "Our offices and how to get in": "/offices/",
    }
    assert found["At your home"]["Ask for a home visit"] == "/services/help-to-use-our-services/"


def test_the_paper_form_is_there_in_each_size_and_language() -> None:
    seen = open_page("/services/blue-badge/")
    (paper,) = [way for way in seen.all("li", class_="any-way") if way.get("id") == "paper_form"]
    papers = [link for link in paper.iter("a") if link.get("href").startswith("/paper/")]
    assert [(link.get("lang"), link.get("href")) for link in papers] == [
        (None, "/paper/blue-badge/?language=en"),
        (None, "/paper/blue-badge/?language=en&print=large"),
        (None, "/paper/blue-badge/?language=en&print=fillable"),
        ("cy", "/paper/blue-badge/?language=cy&print=standard"),
        ("cy", "/paper/blue-badge/?language=cy&print=large"),
        ("ar", "/paper/blue-badge/?language=ar&print=standard"),
        ("ar", "/paper/blue-badge/?language=ar&print=large"),
        (None, "/paper/blue-badge/formats/"),
    ]


def test_a_paper_form_that_is_not_in_the_readers_language_says_in_which_it_is() -> None:
    publish(document=without(read_form("blue-badge"), "ar"), by=SYSTEM)
    seen = open_page("/ar/services/blue-badge/")
    (paper,) = [way for way in seen.all("li", class_="any-way") if way.get("id") == "paper_form"]
    actions = paper.find(".//div[@class='any-way__actions']")
    assert [link.get("lang") for link in actions.iter("a")] == ["en", "en", "cy", "cy", None]


def test_no_way_is_made_to_look_better_than_another() -> None:
    seen = open_page("/services/blue-badge/")
    looks = [
        way.find(".//div[@class='any-way__actions']/a[1]").get("class")
        for way in seen.all("li", class_="any-way")
    ]
    assert looks == ["govuk-button"] * 5


@pytest.mark.parametrize("slug", ["blue-badge", "moving-home", "register-birth", "register-death"])
def test_every_service_can_be_reached_without_the_internet(slug: str) -> None:
    seen = open_page(f"/services/{slug}/")
    assert any(url.startswith("tel:") for urls in ways(seen).values() for url in urls.values())
    assert "In person" in ways(seen)


def test_a_booked_service_starts_with_its_appointments() -> None:
    found = ways(open_page("/services/register-birth/"))
    assert found["Online"] == {"Book online": "/book/register-birth/"}
    assert "Book an appointment" not in found["In person"]


def test_a_service_says_cost_and_time_and_whether_the_law_sets_one() -> None:
    seen = open_page("/services/register-death/")
    facts = {words(row.find("dt")): words(row.find("dd")) for row in seen.one("dl", class_="any-facts")}
    assert facts["Cost"] == "Free to register. £12.50 for each certificate"
    assert facts["Time limit"] == "Within 5 days of us getting the medical certificate"


def test_a_service_says_which_life_events_lead_to_it_and_whose_it_is() -> None:
    links = open_page("/services/blue-badge/").links()
    assert links["Having a baby"] == "/life-events/having-a-baby/"
    assert links["Living with a disability or health condition"] == "/life-events/living-with-a-disability/"
    assert links["Lantern Bay Council"] == "/organisations/lantern-bay-council/"


def test_a_changed_telephone_number_changes_on_every_page() -> None:
    team = ContactPoint.objects.get(name="Blue Badge team")
    team.phone = "01632 960999"
    team.save_revision().publish()
    for path in ("/services/blue-badge/", "/guidance/using-a-blue-badge/"):
        assert "tel:01632960999" in open_page(path).links().values()


def test_links_to_forms_keep_the_language() -> None:
    for language in ("cy", "ar"):
        seen = open_page(f"/{language}/services/blue-badge/")
        (online,) = [way for way in seen.all("li", class_="any-way") if way.get("id") == "online"]
        assert online.find(".//a").get("href") == f"/{language}/apply/blue-badge/"


def test_reading_a_page_costs_the_same_however_many_ways_and_links_it_has(
    django_assert_max_num_queries,
) -> None:
    for slug in ("blue-badge", "register-death", "help-to-use-our-services"):
        with django_assert_max_num_queries(50):
            open_page(f"/services/{slug}/")


def test_a_service_that_another_organisation_runs_names_it_at_the_start() -> None:
    page = PublicServicePage.objects.get(slug="register-birth", locale__language_code="en")
    page.booking_key, page.external_url = "", "https://registrars.example/"
    page.save_revision().publish()
    way = next(
        way for way in open_page(page.url).all("li", class_="any-way") if words(way.find("h3")) == "Online"
    )
    assert way.find(".//a").get("href") == "https://registrars.example/"
    assert "Lantern Bay Council website" in words(way)
