"""The ways to get a service as channels of CPSV-AP, with whether each works today."""

from django.utils import timezone

from content.open_data.cpsv.context import Node
from content.open_data.cpsv.graph import Graph, hours
from content.open_data.cpsv.others import add_contact, add_place
from content.open_data.durations import xsd_duration
from content.open_data.families import Family, Piece, Said, said
from content.open_data.identifiers import iri
from content.open_data.published import Published
from content.ways.forms import form_of
from content.ways.kinds import WayKind, WayLanguage, WayStatus
from content.ways.status import Standing, open_kinds, standing


def way_name(service: Family, kind: str) -> str:
    """Return the name of a way to get a service. A service has each kind of way at most once."""
    return iri("service", service.key, "way", kind)


def ways_of(service: Family) -> list[Piece]:
    """Return the ways to get a service, each in all languages."""
    return service.pieces("ways", by=lambda way: way["kind"])


def add_way(
    graph: Graph, published: Published, service: Family, way: Piece, *, owner: str, evidence: list[str]
) -> str:
    """Describe one way to get a service and return its name."""
    kind = WayKind(way.main["kind"])
    now = standing(way.main, timezone.localdate())
    contact = published.contact(way.main["contact"])
    form = form_of(service.main, way.main)
    places = published.places_of(service) if kind is WayKind.IN_PERSON else []
    return graph.add(
        way_name(service, kind.value),
        "Channel",
        identifier=f"{service.key}/way/{kind.value}",
        type=graph.code("way", kind.value, lambda: kind.label),
        description=way.said("text"),
        ownedBy=owner,
        processingTime=xsd_duration(way.main["processing_time"]),
        openingHours=hours(way_hours(way, contact)),
        availabilityRestriction=_restriction(way, now),
        hasInput=evidence,
        language=[_language(graph, code) for code in way.main["languages"] or ()],
        contactPoint=add_contact(graph, contact) if contact else None,
        availableAt=[add_place(graph, place) for place in places],
        access=said({code: value["access"] for code, value in way.values.items()}),
        standing=_standing(graph, now),
        useInstead=way_name(service, now.instead) if now.instead and _has(service, now.instead) else "",
        formKey=form.form.key if form else "",
        formVersion=form.number if form else None,
    )


def works_today(service: Family) -> bool:
    """Tell whether any way to get a service is open today."""
    return bool(open_kinds((block.value for block in service.main.ways), timezone.localdate()))


def way_hours(way: Piece, contact: Family | None) -> Said:
    """Return the hours of a way in words: its own, or else those of its contact point."""
    return way.said("hours") or (contact.said("hours") if contact else {})


def languages_of(graph: Graph, ways: list[Piece]) -> list[str]:
    """Return the names of the languages in which a service is offered by any way."""
    codes = {code for way in ways for code in way.main["languages"] or ()}
    return [_language(graph, code) for code in WayLanguage.values if code in codes]


def _language(graph: Graph, code: str) -> str:
    return graph.language(code, lambda: WayLanguage(code).label)


def _standing(graph: Graph, now: Standing) -> str:
    return graph.code("standing", now.status, lambda: WayStatus(now.status).label)


def _restriction(way: Piece, now: Standing) -> Node | None:
    """Return what is not as usual; None if everything is."""
    if now.is_usual:
        return None
    words = way.said("status_text") or way.say(lambda value: WayStatus(now.status).label)
    return hours(words, until=now.until.isoformat() if now.until else "")


def _has(service: Family, kind: str) -> bool:
    return any(block.value["kind"] == kind for block in service.main.ways)
