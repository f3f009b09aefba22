"""Search engines read inside a page what it is about, and no text can break out of it."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from content.models import OrganisationPage, PublicServicePage
from content.open_data.schema_org import as_script
from tests.content.reading import open_page
from tests.open_data.council import Small

pytestmark = pytest.mark.django_db


def inside(path: str) -> dict[str, Any]:
    (script,) = [each for each in open_page(path).all("script") if each.get("type") == "application/ld+json"]
    return dict(json.loads(script.text or ""))


def test_a_service_names_the_ways_that_are_open(council: Small) -> None:
    service = inside("/services/bins/")
    assert service["@type"] == "GovernmentService"
    assert service["@id"] == f"{settings.SITE_URL}/data/id/service/{council.bins}"
    assert (service["name"], service["description"]) == ("Bins", "When we come.")
    online, in_person = service["availableChannel"]  # the telephone is closed
    assert online["serviceUrl"] == f"{settings.SITE_URL}/apply/small/"
    assert in_person["name"] == "In person"


def test_organisations_and_offices_say_what_they_are(council: Small) -> None:
    organisation = inside("/organisations/council/")
    assert (organisation["@type"], organisation["telephone"]) == ("GovernmentOrganization", "01632 960111")
    OrganisationPage.objects.update(website="https://charity.example.org/")
    assert inside("/organisations/council/?again")["@type"] == "Organization"
    office = inside("/cy/offices/civic-hall/")
    assert (office["@type"], office["name"]) == ("GovernmentOffice", "Y Neuadd Ddinesig")
    assert office["openingHoursSpecification"][0]["opens"] == "09:00"
    assert office["geo"]["latitude"] == 54.20211


def test_no_text_ends_the_block_it_stands_in(council: Small) -> None:
    nasty = "</script><script>alert(1)</script><!-- & \u2028"
    PublicServicePage.objects.filter(slug="bins").update(summary=nasty)
    assert inside("/services/bins/?again")["description"] == nasty
    text = as_script({"name": nasty})
    assert not {"<", ">", "&", "\u2028"} & set(text)
    assert json.loads(text) == {"name": nasty}


def test_the_block_is_data_that_the_policy_for_scripts_lets_stand(council: Small) -> None:
    response = Client().get("/services/bins/")
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
