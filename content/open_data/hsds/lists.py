"""The lists there are, each with everything in it and what may be asked of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content.open_data.hsds.asking import PAGED
from content.open_data.hsds.listing import Entry
from content.open_data.hsds.locations import service_at_location
from content.open_data.hsds.organisations import organisation_in_list, whole_organisation
from content.open_data.hsds.records import Record
from content.open_data.hsds.services import service_in_list, whole_service
from content.open_data.hsds.taxonomies import taxonomies, terms
from content.open_data.published import Published

GROUPED = ("organization_id", "taxonomy_id", "taxonomy_term_id")
MANY = ("contacts", "phones", "schedules", "languages", "addresses", "accessibility", "attributes")
"""What a list leaves out: there can be several of each."""


@dataclass(frozen=True, slots=True)
class List:
    """One list: its records, the parameters it offers, and the name of the schema of one record."""

    entries: Callable[[Published], Iterator[Entry]]
    offers: tuple[str, ...]
    schema: str
    list_schema: str


def _services(published: Published) -> Iterator[Entry]:
    for service in published.services.values():
        whole = whole_service(published, service)
        short = service_in_list(published, service)
        yield Entry(short, whole, _described(short), service.main.last_published_at, _groups(whole))


def _organisations(published: Published) -> Iterator[Entry]:
    for organisation in published.organisations.values():
        short = organisation_in_list(organisation)
        whole = whole_organisation(published, organisation)
        yield Entry(short, whole, _described(short), organisation.main.last_published_at, frozenset())


def _services_at_locations(published: Published) -> Iterator[Entry]:
    for service in published.services.values():
        places = published.places_of(service)
        if not places:
            continue
        whole, short = whole_service(published, service), service_in_list(published, service)
        for place in places:
            found = service_at_location(service, place)
            yield Entry(
                {**_without_many(found), "location": _without_many(found["location"]), "service": short},
                {**found, "service": whole},
                f"{_described(short)} {_described(found['location'])}",
                service.main.last_published_at,
                _groups(whole),
            )


def _taxonomies(published: Published) -> Iterator[Entry]:
    for each in taxonomies():
        yield Entry(each, each, _described(each), None, frozenset())


def _terms(published: Published) -> Iterator[Entry]:
    for each in terms(published):
        yield Entry(each, each, _described(each), None, frozenset({("taxonomy_id", each["taxonomy_id"])}))


def _groups(service: Record) -> frozenset[tuple[str, str]]:
    """Return what a service can be asked for by."""
    groups = [each["taxonomy_term"] for each in service.get("attributes", [])]
    found = {("taxonomy_term_id", each["id"]) for each in groups}
    found |= {("taxonomy_id", each["taxonomy_id"]) for each in groups}
    return frozenset(found | {("organization_id", service.get("organization_id", ""))})


def _without_many(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in MANY}


def _described(record: Record) -> str:
    return f"{record.get('name', '')} {record.get('description', '')}".casefold()


LISTS = {
    "services": List(
        _services, (*PAGED, *GROUPED, "modified_after", "minimal", "full"), "service", "service_list"
    ),
    "organizations": List(
        _organisations, (*PAGED, "full", "full_service"), "organization", "organization_list"
    ),
    "service_at_locations": List(
        _services_at_locations,
        (*PAGED, *GROUPED, "modified_after", "full"),
        "service_at_location",
        "service_at_location_list",
    ),
    "taxonomies": List(_taxonomies, PAGED, "taxonomy", "taxonomy"),
    "taxonomy_terms": List(_terms, (*PAGED, "taxonomy_id"), "taxonomy_term", "taxonomy_term"),
}
