"""Whole documents: the catalogue of everything, and one about each thing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from content.council import council_in
from content.open_data.cpsv.context import Node
from content.open_data.cpsv.graph import Graph
from content.open_data.cpsv.others import (
    PUBLIC,
    add_contact,
    add_country,
    add_evidence_type,
    add_life_event,
    add_organisation,
    add_place,
    add_topic,
)
from content.open_data.cpsv.services import add_events, add_in_short, add_service, service_name
from content.open_data.families import LANGUAGES, Family, in_each_language
from content.open_data.identifiers import publisher, term
from content.open_data.published import Published

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
CPSV_AP = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"
HSDS = "https://docs.openreferral.org/en/3.0/"
LD_JSON = "application/ld+json"


def catalogue(published: Published) -> Node:
    """Return one document with every service and everything they refer to."""
    graph = Graph()
    _add_catalogue(graph, published)
    for organisation in published.organisations.values():
        add_organisation(graph, published, organisation)
    for event in published.life_events.values():
        add_life_event(graph, event, [service_name(each) for each in published.services_of(event)])
    for topic in published.topics.values():
        add_topic(graph, topic)
    for place in published.places:
        add_place(graph, place)
    for kind in published.evidence_types.values():
        add_evidence_type(graph, kind)
    for service in published.services.values():
        add_service(graph, published, service, _dataset())
    return graph.document()


def about(published: Published, kind: str, key: str) -> Node | None:
    """Return the document about one thing; None if nothing of that name is published."""
    graph = Graph()
    found = _place(graph, published, key) if kind == "office" else _family(graph, published, kind, key)
    return graph.document() if found else None


def family_of(published: Published, kind: str, key: str) -> Family | None:
    """Return what has this name; None if nothing of it is published."""
    families: dict[UUID, Family] = {
        "service": published.services,
        "life-event": published.life_events,
        "organisation": published.organisations,
        "contact": published.contacts,
        "evidence-type": published.evidence_types,
        "topic": published.topics,
    }.get(kind, {})
    try:
        return families.get(UUID(key))
    except ValueError:
        return None


def _family(graph: Graph, published: Published, kind: str, key: str) -> bool:
    family = family_of(published, kind, key)
    if family is None:
        return False
    match kind:
        case "service":
            _add_catalogue(graph, published)
            add_events(graph, published, family)
            for relation in ("requires", "follows", "page"):
                for each in published.related(family, relation):
                    add_in_short(graph, published, each)
            add_service(graph, published, family, _dataset())
        case "life-event":
            _add_publisher(graph)
            services = published.services_of(family)
            add_life_event(graph, family, [add_in_short(graph, published, each) for each in services])
        case "organisation":
            add_organisation(graph, published, family)
        case "contact":
            add_contact(graph, family)
        case "topic":
            add_topic(graph, family)
        case _:
            add_evidence_type(graph, family)
    return True


def _place(graph: Graph, published: Published, key: str) -> bool:
    for place in published.places:
        if place.office.key == key:
            add_place(graph, place)
            return True
    return False


def _dataset() -> str:
    return term("services")


def _add_publisher(graph: Graph) -> str:
    names = {found.language: found.name for found in map(council_in, LANGUAGES)}
    council = council_in(settings.LANGUAGE_CODE)
    return graph.add(
        publisher(),
        PUBLIC,
        identifier=publisher(),
        name=names,
        prefLabel=names,
        hasTelephone=council.phone,
        hasEmail=council.email,
        homepage=f"{settings.SITE_URL}/",
        spatial=add_country(graph),
    )


def _add_catalogue(graph: Graph, published: Published) -> None:
    """Describe the catalogue, the set of services in it, and the files in which there is that set (DCAT)."""
    page = graph.add(f"{settings.SITE_URL}/data/", "Document")
    whose: dict[str, Any] = {
        "publisher": _add_publisher(graph),
        "license": LICENCE,
        "modified": _modified(published),
    }
    files = [
        _add_file(graph, "cpsv-ap", "/data/cpsv-ap.jsonld", LD_JSON, CPSV_AP),
        _add_file(graph, "open-referral", "/data/open-referral/services", "application/json", HSDS),
    ]
    dataset = graph.add(
        _dataset(),
        "Dataset",
        identifier=_dataset(),
        name=in_each_language(lambda: _("Public services")),
        description=in_each_language(
            lambda: _("Every service, each way to get it, what it costs, who can have it and what to show.")
        ),
        distribution=files,
        landingPage=page,
        **whose,
    )
    graph.add(
        term("catalogue"),
        "Catalog",
        name=in_each_language(lambda: _("Open data")),
        description=in_each_language(lambda: _("What we publish for other people’s programs to read.")),
        dataset=dataset,
        homepage=page,
        **whose,
    )


def _add_file(graph: Graph, name: str, path: str, media_type: str, standard: str) -> str:
    return graph.add(
        term(f"file-{name}"),
        "Distribution",
        accessURL=f"{settings.SITE_URL}{path}",
        mediaType=f"{MEDIA_TYPES}/{media_type}",
        conformsTo=standard,
        license=LICENCE,
    )


def _modified(published: Published) -> str:
    """Return when any of the pages was last published; "" if none ever was."""
    moments: list[datetime] = [
        page.last_published_at
        for families in (published.services, published.life_events, published.organisations)
        for family in families.values()
        for page in family.members.values()
        if page.last_published_at
    ]
    return max(moments).isoformat() if moments else ""
