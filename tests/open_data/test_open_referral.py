"""Open Referral's lists say the same as the pages, keep to its schemas, and answer bad questions plainly."""

import json
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator, FormatChecker

from content.models import PublicServicePage
from content.open_data.hsds.asking import PARAMETERS
from content.open_data.hsds.lists import LISTS
from tests.open_data.council import Small, schema

pytestmark = pytest.mark.django_db

ROOT = "/data/open-referral/"
WITH_SCHEMAS = ("services", "organizations", "service_at_locations")


def answer(path: str = "", status: int = 200) -> Any:
    response = Client().get(ROOT + path)
    assert response.status_code == status, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def contents(path: str) -> list[dict[str, Any]]:
    return list(answer(path)["contents"])


def names(path: str) -> list[str]:
    return [each["name"] for each in contents(path)]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema(name).read_text()), format_checker=FormatChecker())


def test_a_service_is_told_with_all_that_belongs_to_it(council: Small) -> None:
    service = answer(f"services/{council.bins}")
    assert (service["name"], service["status"]) == ("Bins", "active")
    assert service["organization"]["name"] == "Council"
    assert service["url"].endswith("/services/bins/")
    assert service["email"] == "bins@example.org"
    assert service["wait_time"] == "Within 12 weeks"
    assert service["fees_description"] == "£12.50 for each bin. Free for the first"
    assert service["eligibility_description"] == "You live here"
    assert service["alert"] == "By phone: The line is down."
    assert [(cost["amount"], cost["currency"]) for cost in service["cost_options"]] == [
        (12.5, "GBP"),
        (0, "GBP"),
    ]
    assert [each["document"] for each in service["required_documents"]] == ["Proof of address", "A photo"]
    assert [each["code"] for each in service["languages"]] == ["en", "cy"]
    assert [(each["type"], each["number"]) for each in service["phones"]] == [
        ("voice", "01632 960111"),
        ("textphone", "18001 01632 960111"),
    ]
    (contact,) = service["contacts"]
    assert contact["name"] == "Bins team"
    assert len(contact["phones"]) == 2
    groups = {each["taxonomy_term"]["taxonomy"]: each["taxonomy_term"] for each in service["attributes"]}
    assert {name: term["name"] for name, term in groups.items()} == {
        "Life events": "Moving",
        "Topics": "Waste",
    }
    assert groups["Topics"]["id"] == str(council.topic)
    assert answer("services/123e4567-e89b-12d3-a456-426614174000", 404)["error"]


def test_an_office_says_where_it_is_how_to_get_in_and_when_it_is_open(council: Small) -> None:
    found = contents("service_at_locations?search=civic+bins")
    (short,) = [each for each in found if each["service"]["name"] == "Bins"]
    whole = answer(f"service_at_locations/{short['id']}")
    place = whole["location"]
    assert (place["name"], place["latitude"], place["external_identifier_type"]) == (
        "Civic Hall",
        54.20211,
        "UPRN",
    )
    (address,) = place["addresses"]
    assert (address["address_1"], address["city"], address["postal_code"]) == (
        "1 Quay Street",
        "Lantern Bay",
        "ZZ1 1AA",
    )
    assert "No hearing loop" in [each["description"] for each in place["accessibility"]]
    (hours,) = whole["schedules"]
    assert {name: hours[name] for name in ("freq", "byday", "opens_at", "closes_at")} == {
        "freq": "WEEKLY",
        "byday": "MO,TU,WE,TH,FR",
        "opens_at": "09:00",
        "closes_at": "12:00",
    }
    assert whole["service"]["cost_options"]
    assert "cost_options" not in short["service"]


def test_a_list_is_given_in_pages_or_in_lines_and_finds_what_is_asked_for(council: Small) -> None:
    first = answer("services?per_page=1")
    assert {name: value for name, value in first.items() if name != "contents"} == {
        "total_items": 2,
        "total_pages": 2,
        "page_number": 1,
        "size": 1,
        "first_page": True,
        "last_page": False,
        "empty": False,
    }
    last = answer("services?per_page=1&page=2")
    assert last["last_page"]
    assert first["contents"] != last["contents"]
    assert answer("services?page=3")["empty"]
    assert names("services?search=BINS") == ["Bins"]
    assert names(f"services?taxonomy_term_id={council.event}") == ["Bins"]
    assert names(f"services?taxonomy_term_id={council.topic}") == ["Bins"]
    assert names(f"services?organization_id={council.organisation}") == ["Skips", "Bins"]
    assert names(f"services?organization_id={council.event}") == []
    kinds = {each["name"]: each["id"] for each in contents("taxonomies")}
    assert names(f"taxonomy_terms?taxonomy_id={kinds['Life events']}") == ["Moving"]
    assert names(f"taxonomy_terms?taxonomy_id={kinds['Topics']}") == ["Waste"]
    assert all(set(each) == {"id", "last_modified"} for each in contents("services?minimal=true"))
    assert "cost_options" in contents("services?full=true")[0]
    whole = contents("organizations?full_service=true")[0]["services"]
    assert [each["fees_description"] for each in whole] == ["£12.50 for each bin. Free for the first"] * 2
    lines = Client().get(f"{ROOT}services?format=ndjson&per_page=1")
    assert lines["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line)["name"] for line in lines.content.splitlines()] == ["Skips", "Bins"]
    assert names("services?modified_after=2026-11-02") == ["Skips", "Bins"]
    assert names("services?modified_after=2026-11-03T00:00:00Z") == []


def test_a_service_of_which_every_way_is_closed_is_closed(council: Small) -> None:
    page = PublicServicePage.objects.get(slug="skips")
    for block in page.ways:
        block.value["status"] = "closed"
    page.save()
    assert answer(f"services/{council.skips}")["status"] == "temporarily closed"
    assert "services" in answer(f"organizations/{council.organisation}")


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("page=0", "page"),
        ("page=one", "page"),
        ("per_page=501", "per_page"),
        ("format=xml", "format"),
        ("full=yes", "full"),
        ("organization_id=7", "organization_id"),
        ("modified_after=2026-13-01", "modified_after"),
        ("modified_after=yesterday", "modified_after"),
        ("postcode=ZZ1", "postcode"),
    ],
)
def test_a_question_that_is_not_understood_says_what_would_do(
    council: Small, asked: str, parameter: str
) -> None:
    refused = answer(f"services?{asked}", 400)
    assert refused["parameter"] == parameter
    assert refused["error"].startswith(("This must be", "There is no parameter"))


def test_nothing_is_changed_here_and_the_description_names_every_list(council: Small) -> None:
    assert Client().post(ROOT + "services").status_code == 405
    root = answer()
    assert root["version"] == "3.0"
    described = answer("openapi.json")
    assert root["openapi_url"].endswith(reverse("open_data:open_referral:openapi"))
    assert set(described["paths"]) == {"/", *(f"/{name}{own}" for name in LISTS for own in ("", "/{id}"))}
    asked = {one["name"] for path in described["paths"].values() for one in path["get"]["parameters"]}
    assert asked == {"id", *PARAMETERS}


@pytest.mark.skipif(not schema("service").exists(), reason="the published schemas are not on this machine")
@pytest.mark.parametrize("name", WITH_SCHEMAS)
def test_every_answer_keeps_to_the_schemas(council: Small, name: str) -> None:
    listed = contents(name)
    assert listed
    for each in listed:
        validator(LISTS[name].list_schema).validate(each)
        validator(LISTS[name].schema).validate(answer(f"{name}/{each['id']}"))
    assert not validator(LISTS[name].schema).is_valid({**listed[0], "id": "7"})  # the schemas do look
