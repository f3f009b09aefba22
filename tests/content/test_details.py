"""A manager changes the council's telephone, hours and address, and every page shows them."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from content.council import council_in
from content.models import CouncilDetails, CouncilWords
from services.identity.roles import StaffRole
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

TYPED = {
    "phone": "01632 960999",
    "textphone": "",
    "email": "new@lanternbay.example",
    "en-name": "Lantern Bay Council",
    "en-hours": "Monday to Friday, 9am to 4pm",
    "en-address": "2 Harbour Square\nLantern Bay",
    "cy-name": "Cyngor Bae’r Llusern",
    "cy-hours": "",
    "cy-address": "",
    "ar-name": "",
}


@pytest.fixture
def manager() -> Client:
    CouncilDetails.objects.all().delete()  # the sample's, if it is loaded
    details = CouncilDetails.objects.create(site=Site.objects.get(is_default_site=True), phone="01632 960100")
    CouncilWords.objects.create(details=details, language="en", name="Old name")
    CouncilWords.objects.create(details=details, language="ar", name="اسم")
    return at_the_desk(member(StaffRole.MANAGER))


def test_what_a_manager_types_stands_on_every_page(manager: Client) -> None:
    address = reverse("council_details")
    assert "01632 960100" in manager.get(address).content.decode()
    answer = manager.post(address, TYPED, follow=True)
    assert "The details are changed" in answer.content.decode()
    council = council_in("en")
    assert (council.phone, council.hours) == ("01632 960999", "Monday to Friday, 9am to 4pm")
    assert council.address == ("2 Harbour Square", "Lantern Bay")
    assert council_in("cy").name == "Cyngor Bae’r Llusern"
    assert "01632 960999" in Client().get("/accessibility/").content.decode()


def test_pages_that_are_kept_show_it_at_once(manager: Client, sample: None) -> None:
    assert "01632 960999" not in Client().get("/cookies/").content.decode()
    manager.post(reverse("council_details"), TYPED)
    assert "01632 960999" in Client().get("/cookies/").content.decode()


def test_a_language_left_blank_falls_back_to_english(manager: Client) -> None:
    manager.post(reverse("council_details"), TYPED)
    assert council_in("ar").name == "Lantern Bay Council"


def test_a_council_has_a_name_and_a_possible_address(manager: Client) -> None:
    page = manager.post(
        reverse("council_details"), {**TYPED, "en-name": "", "email": "nobody"}
    ).content.decode()
    assert "Enter the name of the council" in page
    assert "Enter an email address" in page
    assert council_in("en").name == "Old name"


def test_advisers_and_authors_do_not_change_it() -> None:
    for role in (StaffRole.ADVISER, StaffRole.AUTHOR):
        assert at_the_desk(member(role)).get(reverse("council_details")).status_code == 403


def test_where_nobody_entered_details_a_manager_begins() -> None:
    browser = at_the_desk(member(StaffRole.MANAGER))
    browser.post(reverse("council_details"), TYPED)
    assert council_in("en").phone == "01632 960999"


def test_pages_show_new_details_at_once_although_they_are_kept(client: Client) -> None:
    CouncilDetails.objects.all().delete()  # the sample's, if it is loaded
    details = CouncilDetails.objects.create(site=Site.objects.get(is_default_site=True))
    words = CouncilWords.objects.create(details=details, language="en", name="Old name")
    assert "Old name" in client.get("/accessibility/").content.decode()
    words.name = "New name"
    words.save()
    assert "New name" in client.get("/accessibility/").content.decode()
    words.delete()
    assert "New name" not in client.get("/accessibility/").content.decode()
