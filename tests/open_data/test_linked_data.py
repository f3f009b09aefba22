"""What is published is there as linked data: complete, in every language, and nothing else."""

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from content.models import OrganisationPage, PublicServicePage
from content.open_data.durations import xsd_duration
from services.booking.models import Office
from tests.content.reading import open_page
from tests.open_data.council import STANDARDS, Small, one_more

pytestmark = pytest.mark.django_db

LD_JSON = "application/ld+json"
SHAPES = STANDARDS / "cpsv-ap-3.2.0" / "cpsv-ap-SHACL.ttl"


def document(path: str = "/data/cpsv-ap.jsonld") -> dict[str, Any]:
    response = Client().get(path)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == LD_JSON
    assert response["Access-Control-Allow-Origin"] == "*"
    return dict(json.loads(response.content))


def nodes(path: str = "/data/cpsv-ap.jsonld") -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in document(path)["@graph"]}


def of_kind(found: dict[str, dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in found.values() if kind in node["@type"]]


def about(kind: str, key: object) -> str:
    return f"/data/{kind}/{key}.jsonld"


def name_of(kind: str, key: object, *parts: str) -> str:
    return "/".join([settings.SITE_URL, "data/id", kind, str(key), *parts])


def test_a_service_is_told_with_all_that_belongs_to_it(council: Small) -> None:
    found = nodes()
    service = found[name_of("service", council.bins)]
    assert service["name"] == {"en": "Bins", "cy": "Biniau"}
    assert service["description"] == {"en": "When we come.", "cy": "Pryd y down."}
    assert service["identifier"] == str(council.bins)
    assert service["hasCompetentAuthority"] == name_of("organisation", council.organisation)
    assert service["isGroupedBy"] == [name_of("life-event", council.event)]
    assert service["thematicArea"] == [name_of("topic", council.topic)]
    topic = found[name_of("topic", council.topic)]
    assert topic["prefLabel"] == {"en": "Waste", "cy": "Gwastraff"}
    assert topic["inScheme"] in found
    alone = nodes(about("topic", council.topic))[name_of("topic", council.topic)]
    assert alone["prefLabel"] == topic["prefLabel"]
    led = Client().get(f"/data/id/topic/{council.topic}", headers={"accept": "text/html"})
    assert (led.status_code, led["Location"].endswith("/topics/waste/")) == (303, True)
    assert "thematicArea" not in found[name_of("service", council.skips)]
    assert service["requires"] == [name_of("service", council.skips)]
    assert service["processingTime"] == "P84D"
    assert service["page"] == [
        f"{settings.SITE_URL}/services/bins/",
        f"{settings.SITE_URL}/cy/services/biniau/",
    ]
    assert found[service["status"]]["notation"] == "active"
    (requirement,) = (found[name] for name in service["holdsRequirement"])
    assert requirement["name"] == {"en": "You live here", "cy": "Rydych yn byw yma"}
    assert requirement["source"] == service["hasLegalResource"] == ["https://example.org/act"]
    (output,) = (found[name] for name in service["produces"])
    assert output["name"]["en"] == "A bin"
    assert [found[name]["name"]["en"] for name in service["hasInputType"]] == ["Proof of address", "A photo"]
    (for_all,) = service["hasInput"]
    assert found[for_all]["isConformantTo"] == service["hasInputType"][:1]


def test_another_organisation_s_part_in_a_service_is_told(council: Small) -> None:
    found = nodes()
    (part,) = (found[name] for name in found[name_of("service", council.bins)]["hasParticipation"])
    assert part["description"] == {"en": "Takes the bins away.", "cy": "Yn mynd â’r biniau."}
    assert found[part["role"]]["notation"] == "takes-part"
    assert found[part["hasParticipant"]]["name"] == {"en": "Hauliers"}
    assert found[name_of("service", council.bins)]["hasCompetentAuthority"] != part["hasParticipant"]
    OrganisationPage.objects.get(translation_key=council.hauliers).unpublish()
    assert "hasParticipation" not in nodes()[name_of("service", council.bins)]


def test_every_way_is_a_channel_that_says_whether_it_works_today(council: Small) -> None:
    found = nodes()
    online, phone, in_person = (
        found[name_of("service", council.bins, "way", kind)] for kind in ("online", "phone", "in_person")
    )
    assert (online["formKey"], online["formVersion"]) == ("small", 1)
    assert found[online["standing"]]["notation"] == "normal"
    assert online["hasInput"]
    assert found[online["hasInput"][0]]["name"]["en"] == "A photo"
    assert found[phone["standing"]]["notation"] == "closed"
    assert phone["availabilityRestriction"]["description"]["en"] == "The line is down."
    assert phone["availabilityRestriction"]["until"] == "2026-11-20"
    assert phone["useInstead"] == online["@id"]
    assert found[phone["contactPoint"]]["hasTelephone"] == "01632 960111"
    assert phone["openingHours"]["description"]["en"] == "Monday to Friday"
    assert [found[name]["identifier"] for name in phone["language"]] == ["en", "cy"]
    (office,) = (found[name] for name in in_person["availableAt"])
    assert office["address"]["postCode"] == "ZZ1 1AA"
    assert office["openingHours"]["description"]["en"].startswith("Monday 09:00–12:00; Tuesday")
    assert office["openingHours"]["description"]["cy"].startswith("Dydd Llun 09:00–12:00")
    with time_machine.travel(date(2026, 11, 21)):
        later = nodes()[phone["@id"]]
    assert "availabilityRestriction" not in later
    assert later["standing"].endswith("#standing-normal")


def test_a_cost_has_its_value_of_today_and_names_its_way(council: Small) -> None:
    found = nodes()
    fee, free = (found[name] for name in found[name_of("service", council.bins)]["hasCost"])
    assert (fee["hasValue"], fee["description"]["en"]) == (12.5, "£12.50 for each bin. By card")
    assert fee["ifAccessedThrough"] == name_of("service", council.bins, "way", "phone")
    assert fee["currency"] == "http://publications.europa.eu/resource/authority/currency/GBP"
    assert free["hasValue"] == 0
    assert "ifAccessedThrough" not in free
    assert "{fact:" not in json.dumps(found)


def test_nothing_is_told_of_drafts_private_pages_and_closed_offices(council: Small) -> None:
    skips = PublicServicePage.objects.get(translation_key=council.skips)
    skips.title = "Written but not published"
    skips.save_revision(clean=False)
    assert "Written but not published" not in json.dumps(document())
    Page.objects.get(pk=skips.pk).unpublish()
    Office.objects.update(active=False)
    found = nodes()
    assert [each["name"]["en"] for each in of_kind(found, "PublicService")] == ["Bins"]
    assert "requires" not in found[name_of("service", council.bins)]
    assert not [name for name in found if "/data/id/office/" in name]
    assert Client().get(about("service", council.skips)).status_code == 404
    assert Client().get(f"/data/id/service/{council.skips}").status_code == 404
    bins = PublicServicePage.objects.get(slug="bins")
    PageViewRestriction.objects.create(page=bins, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(about("service", council.bins)).status_code == 200  # its Welsh page is there for all
    PageViewRestriction.objects.create(page=Page.objects.get(slug="biniau"), restriction_type="login")
    assert Client().get(about("service", council.bins)).status_code == 404
    for wrong in ("service/x", "nothing/x", f"life-event/{council.bins}", "office/x"):
        assert Client().get(f"/data/{wrong}.jsonld").status_code == 404
        assert Client().get(f"/data/id/{wrong}").status_code == 404


def test_a_name_leads_to_the_page_in_the_readers_language_or_to_the_data(council: Small) -> None:
    def leads(path: str, **headers: str) -> str:
        answer = Client(headers=headers).get(path)
        assert answer.status_code == 303
        assert "Accept" in answer["Vary"]
        return str(answer["Location"])

    service = f"/data/id/service/{council.bins}"
    assert leads(service) == "/services/bins/"
    assert leads(service, accept_language="cy") == "/cy/services/biniau/"
    assert leads(service, accept="text/html,*/*;q=0.8") == "/services/bins/"
    assert leads(service, accept=LD_JSON) == about("service", council.bins)
    assert leads(f"{service}/way/phone") == "/services/bins/#phone"
    assert leads(f"{service}/cost/abc") == "/services/bins/#cost"
    assert leads("/data/id/office/civic-hall", accept_language="ar") == "/ar/offices/civic-hall/"
    assert leads(f"/data/id/evidence-type/{council.proof}") == about("evidence-type", council.proof)
    open_page(leads(f"/data/id/life-event/{council.event}"))


def test_pages_name_their_data_and_every_word_of_ours_is_explained(council: Small) -> None:
    for path in (
        "/services/bins/",
        "/life-events/moving/",
        "/organisations/council/",
        "/offices/civic-hall/",
    ):
        (link,) = [each for each in open_page(path).all("link") if each.get("type") == LD_JSON]
        assert settings.SITE_URL + "/data/id/" in json.dumps(document(link.get("href", "")))
    own = f"{settings.SITE_URL}/data/#"
    text = json.dumps(document())
    used = {piece.split('"')[0] for piece in text.split(own)[1:]}
    for prefix in ("", "/cy", "/ar"):
        seen = open_page(f"{prefix}/data/")
        assert used <= {element.get("id", "") for element in seen.tree.iter()}
        assert (
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
            in seen.links().values()
        )


def test_the_data_is_kept_and_changes_with_what_is_published(council: Small) -> None:
    client = Client()
    first = client.get("/data/cpsv-ap.jsonld")
    assert set(first["Cache-Control"].split(", ")) == {"public", "no-cache"}
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/data/cpsv-ap.jsonld", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"], len(queries)) == (304, "*", 1)
    page = PublicServicePage.objects.get(slug="bins")
    page.title = "Bins and bags"
    page.save_revision(clean=False).publish()
    assert "Bins and bags" in client.get("/data/cpsv-ap.jsonld").content.decode()
    assert client.post("/data/cpsv-ap.jsonld").status_code == 405


def test_a_page_more_costs_no_query_more(council: Small) -> None:
    with CaptureQueriesContext(connection) as before:
        nodes()
    one_more()
    with CaptureQueriesContext(connection) as after:
        nodes()
    assert len(after) - len(before) <= 3  # the current version of a form, for each way that has one


@pytest.mark.skipif(not SHAPES.exists(), reason="the published shapes are not on this machine")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own use of what it gives up
def test_every_document_keeps_to_the_official_shapes(council: Small) -> None:
    pyshacl = pytest.importorskip("pyshacl")  # slow to import, and only needed here
    rdflib = pytest.importorskip("rdflib")
    shapes = rdflib.Graph().parse(SHAPES)
    service = about("service", council.bins)
    for path in ("/data/cpsv-ap.jsonld", service, about("life-event", council.event)):
        graph = rdflib.Graph().parse(data=json.dumps(document(path)), format="json-ld")
        kept, _report, text = pyshacl.validate(graph, shacl_graph=shapes)
        assert kept, text
    broken = document(service)
    for node in broken["@graph"]:
        node.pop("hasCompetentAuthority", None)
    graph = rdflib.Graph().parse(data=json.dumps(broken), format="json-ld")
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]  # the shapes do look


@pytest.mark.parametrize(
    ("number", "unit", "duration"),
    [(12, "weeks", "P84D"), (2, "months", "P2M"), (48, "hours", "PT48H"), (None, "", "")],
)
def test_a_time_has_no_weeks_in_xml_schema(number: int | None, unit: str, duration: str) -> None:
    assert xsd_duration({"number": number, "unit": unit, "words": ""}) == duration
