"""A service as CPSV-AP tells of it, with everything that belongs to it alone."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext_lazy as _

from content.models.services import PublicServicePage
from content.open_data.cpsv.graph import CURRENCIES, Graph
from content.open_data.cpsv.others import (
    add_contact,
    add_evidence_type,
    add_life_event,
    add_organisation,
    add_topic,
    page_urls,
)
from content.open_data.cpsv.ways import add_way, languages_of, way_name, ways_of, works_today
from content.open_data.durations import xsd_duration
from content.open_data.families import Family, Piece, joined, said
from content.open_data.identifiers import iri, publisher
from content.open_data.prices import price
from content.open_data.published import Published
from content.particulars.costs import phrase

STATUS = {
    "active": _("People can use it"),
    "paused": _("Nobody can use it for now"),
}
TAKES_PART = _("Takes part in the service")


def service_name(service: Family) -> str:
    """Return the name of a service."""
    return iri("service", service.key)


def add_service(graph: Graph, published: Published, service: Family, dataset: str) -> str:
    """Describe a service and all its parts, and return its name."""
    owner = _authority(graph, published, service)
    ways = ways_of(service)
    inputs = _inputs(graph, published, service)
    channels = [
        add_way(
            graph,
            published,
            service,
            way,
            owner=owner,
            evidence=[name for name, kinds in inputs if way.main["kind"] in kinds],
        )
        for way in ways
    ]
    contacts = [published.contact(way.main["contact"]) for way in ways]
    page: PublicServicePage = service.main
    return graph.add(
        service_name(service),
        "PublicService",
        **_in_short(service, owner),
        language=languages_of(graph, ways),
        status=_status(graph, service),
        processingTime=xsd_duration(page.processing_time[0].value) if page.processing_time else "",
        hasChannel=channels,
        hasCost=[name for cost in service.pieces("costs") for name in _costs(graph, service, cost, owner)],
        holdsRequirement=[_requirement(graph, service, each) for each in service.pieces("requirements")],
        hasInput=[name for name, kinds in inputs if not kinds],
        hasInputType=_evidence_types(graph, published, service),
        produces=[_output(graph, service, each) for each in service.pieces("outputs")],
        hasLegalResource=_laws(graph, service),
        hasParticipation=_participations(graph, published, service),
        contactPoint=list(dict.fromkeys(add_contact(graph, each) for each in contacts if each)),
        isGroupedBy=[iri("life-event", event.key) for event in published.events_of(service)],
        thematicArea=[add_topic(graph, each) for each in published.topics_of(service)],
        requires=[service_name(each) for each in published.related(service, "requires")],
        relatedService=[
            service_name(each)
            for relation in ("follows", "page")
            for each in published.related(service, relation)
        ],
        isPartOf=dataset,
        page=page_urls(service),
    )


def add_in_short(graph: Graph, published: Published, service: Family) -> str:
    """Describe a service that another one names: no more than a service must have."""
    name = service_name(service)
    if not graph.knows(name):
        about = _in_short(service, _authority(graph, published, service))
        graph.add(name, "PublicService", **about)
    return name


def add_events(graph: Graph, published: Published, service: Family) -> None:
    """Describe the life events that lead to a service, as far as they concern it."""
    for event in published.events_of(service):
        add_life_event(graph, event, [service_name(service)])


def _in_short(service: Family, owner: str) -> dict[str, Any]:
    return {
        "identifier": str(service.key),
        "name": service.said("title"),
        "description": service.said("summary"),
        "hasCompetentAuthority": owner,
    }


def _authority(graph: Graph, published: Published, service: Family) -> str:
    """Return the name of who answers for a service; of the council while their page is not published."""
    found = published.organisation_of(service)
    return add_organisation(graph, published, found) if found else publisher()


def _participations(graph: Graph, published: Published, service: Family) -> list[str]:
    """Describe what other organisations do in a service (CPSV-AP 3.2, Participation)."""
    return [
        graph.add(
            iri("service", service.key, "part", each.id),
            "Participation",
            identifier="/".join([str(service.key), "part", each.id]),
            hasParticipant=add_organisation(graph, published, partner),
            role=graph.code("role", "takes-part", lambda: TAKES_PART),
            description=each.said("does"),
        )
        for each in service.pieces("partners")
        if (partner := published.organisation(each.main["organisation"] and each.main["organisation"].pk))
    ]


def _status(graph: Graph, service: Family) -> str:
    code = "active" if works_today(service) else "paused"
    return graph.code("status", code, lambda: STATUS[code])


def _costs(graph: Graph, service: Family, cost: Piece, owner: str) -> list[str]:
    """Describe something to pay for: once for each way it is for, as a cost names at most one."""
    value = price(cost.main)
    return [
        graph.add(
            iri("service", service.key, "cost", cost.id, *kind),
            "Cost",
            identifier="/".join([str(service.key), "cost", cost.id, *kind]),
            hasValue=None if value is None else float(value),
            currency=graph.code(
                "currency", cost.main["currency"], lambda: "£ (GBP)", CURRENCIES[cost.main["currency"]]
            ),
            description=joined([cost.say(phrase), cost.said("note")], between=". "),
            ifAccessedThrough=way_name(service, *kind) if kind else "",
            isDefinedBy=owner,
        )
        for kind in _kinds_there(service, cost.main["ways"]) or [()]
    ]


def _kinds_there(service: Family, kinds: Any) -> list[tuple[str, ...]]:
    there = {block.value["kind"] for block in service.main.ways}
    return [(kind,) for kind in kinds or () if kind in there]


def _requirement(graph: Graph, service: Family, each: Piece) -> str:
    return graph.add(
        iri("service", service.key, "requirement", each.id),
        "Requirement",
        identifier=f"{service.key}/requirement/{each.id}",
        name=each.said("name"),
        description=each.said("description"),
        source=[
            _law(graph, {code: value["law"][place] for code, value in _alike(each).items()})
            for place in range(len(each.main["law"]))
        ],
    )


def _alike(each: Piece) -> dict[str, Any]:
    """Return a requirement in those languages in which it names as much law as in the main one."""
    count = len(each.main["law"])
    return {code: value for code, value in each.values.items() if len(value["law"]) == count}


def _laws(graph: Graph, service: Family) -> list[str]:
    own = [_law(graph, piece.values) for piece in service.pieces("law")]
    required = [
        _law(graph, {code: value["law"][place] for code, value in _alike(each).items()})
        for each in service.pieces("requirements")
        for place in range(len(each.main["law"]))
    ]
    return list(dict.fromkeys([*own, *required]))


def _law(graph: Graph, values: Any) -> str:
    """Describe a law. It is named by its address; without one, by its title."""
    main = next(iter(values.values()))
    name = main["url"] or f"urn:uuid:{uuid5(NAMESPACE_URL, main['title'])}"
    return graph.add(
        name, "LegalResource", name=said({code: value["title"] for code, value in values.items()})
    )


def _inputs(graph: Graph, published: Published, service: Family) -> list[tuple[str, list[str]]]:
    """Describe what people show; return each with the kinds of way it is for, [] for all of them."""
    found = []
    for each in service.pieces("evidence"):
        types = _types_of(published, each)
        if not types:
            continue
        name = graph.add(
            iri("service", service.key, "evidence", each.id),
            "Evidence",
            identifier=f"{service.key}/evidence/{each.id}",
            name=joined([kind.said("name") for kind in types], between=" / "),
            description=each.said("note"),
            isConformantTo=[add_evidence_type(graph, kind) for kind in types],
            isRequired=bool(each.main["required"]),
        )
        found.append((name, [kind for (kind,) in _kinds_there(service, each.main["ways"])]))
    return found


def _evidence_types(graph: Graph, published: Published, service: Family) -> list[str]:
    types = [kind for each in service.pieces("evidence") for kind in _types_of(published, each)]
    return list(dict.fromkeys(add_evidence_type(graph, kind) for kind in types))


def _types_of(published: Published, each: Piece) -> list[Family]:
    keys = dict.fromkeys(kind.translation_key for kind in each.main["types"] if kind)
    return [published.evidence_types[key] for key in keys if key in published.evidence_types]


def _output(graph: Graph, service: Family, each: Piece) -> str:
    return graph.add(
        iri("service", service.key, "output", each.id),
        "Output",
        identifier=f"{service.key}/output/{each.id}",
        name=each.said("name"),
        description=each.said("description"),
    )
