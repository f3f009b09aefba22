"""A service of several organisations: one answers for it, and what the others do is said too."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.models import OrganisationPage, PublicServicePage
from tests.content.reading import Seen, open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

DEATH = "/services/register-death/"


def taking_part(seen: Seen) -> dict[str, str]:
    (box,) = [nav for nav in seen.all("nav") if nav.get("aria-labelledby") == "with"]
    return {words(item.find("a")): (item.find("a").get("href") or "") for item in box.iter("li")}


def listed(address: str) -> list[str]:
    return [words(heading) for heading in open_page(address).all("h3")]


def test_a_service_says_who_takes_part_in_it_and_how_in_the_reader_s_language() -> None:
    seen = open_page(DEATH)
    nhs, dwp = taking_part(seen).values()
    assert (nhs, dwp) == ("/organisations/nhs/", "/organisations/dwp/")
    assert "A doctor and a medical examiner confirm the cause of death" in seen.text
    welsh = open_page(f"/cy{DEATH}")
    assert list(taking_part(welsh).values()) == ["/cy/organisations/nhs/", "/cy/organisations/dwp/"]
    assert "Mae meddyg ac archwiliwr meddygol yn cadarnhau" in welsh.text
    assert not [
        nav for nav in open_page("/services/blue-badge/").all("nav") if nav.get("aria-labelledby") == "with"
    ]


def test_it_stands_on_the_pages_of_all_of_them() -> None:
    for address in ("/organisations/lantern-bay-council/", "/organisations/nhs/", "/organisations/dwp/"):
        assert "Register a death" in listed(address)
    assert "Apply for a Blue Badge" not in listed("/organisations/dwp/")
    headings = [words(heading) for heading in open_page("/organisations/dwp/").all("h2")]
    assert "Takes part in these services" in headings
    assert "Services" not in headings
    assert "Cofrestru marwolaeth" in listed("/cy/organisations/dwp/")
    PublicServicePage.objects.get(slug="register-death", locale__language_code="en").unpublish()
    assert "Register a death" not in listed("/organisations/dwp/")


def test_an_organisation_that_is_not_published_is_not_named() -> None:
    for page in OrganisationPage.objects.filter(slug="dwp"):
        page.unpublish()
    assert list(taking_part(open_page(DEATH)).values()) == ["/organisations/nhs/"]


def test_who_takes_part_leads_searchers_to_the_service() -> None:
    found = Client().get("/search/?q=DWP+register+death").content.decode()
    assert f'href="{DEATH}"' in found


def test_more_of_them_cost_no_more_queries() -> None:
    page: Any = PublicServicePage.objects.get(slug="register-death", locale__language_code="en")
    chosen = [
        {"type": "partner", "value": {"organisation": pk, "does": "Helps."}}
        for pk in OrganisationPage.objects.filter(locale=page.locale).values_list("pk", flat=True)
    ]
    with CaptureQueriesContext(connection) as before:
        Client().get(DEATH)
    page.partners = page._meta.get_field("partners").stream_block.to_python(chosen)
    page.save_revision(clean=False).publish()
    with CaptureQueriesContext(connection) as after:
        seen = open_page(DEATH)
    assert len(taking_part(seen)) == len(chosen) > 10
    assert len(after) <= len(before)
