"""A service as HSDS tells of it: in a list, and with everything that belongs to it."""

from django.conf import settings
from django.utils import timezone, translation

from content.open_data.cpsv.ways import way_hours, ways_of
from content.open_data.families import Family, Piece, main_of, said
from content.open_data.hsds.locations import service_at_location
from content.open_data.hsds.organisations import organisation_in_list, status
from content.open_data.hsds.records import Record, contact_record, filled, phone_records, schedule_in_words
from content.open_data.hsds.taxonomies import attributes
from content.open_data.identifiers import uuid_of
from content.open_data.prices import price
from content.open_data.published import Published, page_url
from content.particulars.costs import phrase
from content.particulars.times import in_words
from content.ways.kinds import WayKind, WayLanguage
from content.ways.status import standing


def service_in_list(published: Published, service: Family) -> Record:
    """Return what the list says of a service: nothing that there can be several of."""
    page = service.main
    organisation = published.organisation_of(service)
    ways = ways_of(service)
    with translation.override(service.main_language):
        costs, wait = page.cost_line, _wait(service)
    interpreted = any(WayLanguage.INTERPRETED in (way.main["languages"] or ()) for way in ways)
    return filled(
        {
            "id": str(service.key),
            "organization_id": str(organisation.key) if organisation else "",
            "name": main_of(service.said("title")),
            "description": main_of(service.said("summary")),
            "url": page_url(page),
            "email": _email(published, ways),
            "status": status(service),
            "interpretation_services": _interpreted(service) if interpreted else "",
            "application_process": "\n".join(filter(None, (_way_in_words(way) for way in ways))),
            "fees_description": main_of(said({service.main_language: costs})),
            "wait_time": main_of(said({service.main_language: wait})),
            "eligibility_description": "\n".join(
                main_of(each.said("name")) for each in service.pieces("requirements")
            ),
            "alert": "\n".join(filter(None, (_alert(way) for way in ways))),
            "last_modified": page.last_published_at.isoformat() if page.last_published_at else "",
            "organization": organisation_in_list(organisation) if organisation else None,
        }
    )


def whole_service(published: Published, service: Family) -> Record:
    """Return a service with everything that belongs to it."""
    own = str(service.key)
    ways = ways_of(service)
    return {
        **service_in_list(published, service),
        **filled(
            {
                "phones": _phones(published, ways, own),
                "schedules": _schedules(published, ways, own),
                "service_at_locations": [
                    service_at_location(service, place) for place in published.places_of(service)
                ],
                "languages": _languages(ways, own),
                "cost_options": [_cost(each, own) for each in service.pieces("costs")],
                "required_documents": _documents(published, service),
                "contacts": _contacts(published, ways, own),
                "attributes": list(attributes(published, service)),
            }
        ),
    }


def _wait(service: Family) -> str:
    time = service.main.processing_time
    return in_words(time[0].value) if time else ""


def _label(way: Piece) -> str:
    with translation.override(next(iter(way.values))):
        return str(WayKind(way.main["kind"]).label)


def _way_in_words(way: Piece) -> str:
    words = main_of(way.said("text"))
    return f"{_label(way)}: {words}" if words else ""


def _alert(way: Piece) -> str:
    """Return what is not as usual about a way today; "" if everything is."""
    now = standing(way.main, timezone.localdate())
    if now.is_usual:
        return ""
    with translation.override(next(iter(way.values))):
        words = main_of(way.said("status_text")) or now.label
    return f"{_label(way)}: {words}"


def _interpreted(service: Family) -> str:
    with translation.override(service.main_language):
        return str(WayLanguage.INTERPRETED.label)


def _distinct_contacts(published: Published, ways: list[Piece]) -> list[Family]:
    found = [published.contact(way.main["contact"]) for way in ways]
    return list({each.key: each for each in found if each}.values())


def _email(published: Published, ways: list[Piece]) -> str:
    emails = (each.main.email for each in _distinct_contacts(published, ways))
    return next(filter(None, emails), "")


def _contacts(published: Published, ways: list[Piece], own: str) -> list[Record]:
    return [contact_record(each, service_id=own) for each in _distinct_contacts(published, ways)]


def _phones(published: Published, ways: list[Piece], own: str) -> list[Record]:
    """Return the numbers by which people get the service by phone."""
    for way in ways:
        contact = published.contact(way.main["contact"])
        if way.main["kind"] == WayKind.PHONE and contact:
            return phone_records(contact.main.phone, contact.main.textphone, own, service_id=own)
    return []


def _schedules(published: Published, ways: list[Piece], own: str) -> list[Record]:
    """Return the hours of each way in words, under the name of the way."""
    found = []
    for way in ways:
        words = main_of(way_hours(way, published.contact(way.main["contact"])))
        if words:
            found += schedule_in_words(f"{_label(way)}: {words}", f"{own}/{way.main['kind']}", service_id=own)
    return found


def _languages(ways: list[Piece], own: str) -> list[Record]:
    """Return the languages of all ways; an interpreter is told of elsewhere."""
    codes = {code for way in ways for code in way.main["languages"] or ()} - {WayLanguage.INTERPRETED.value}
    with translation.override(settings.LANGUAGE_CODE):
        return [
            {
                "id": uuid_of("service", own, "language", code),
                "service_id": own,
                "name": str(WayLanguage(code).label),
                "code": code,
            }
            for code in WayLanguage.values
            if code in codes
        ]


def _cost(each: Piece, own: str) -> Record:
    amount = price(each.main)
    return filled(
        {
            "id": uuid_of("service", own, "cost", each.id),
            "service_id": own,
            "option": main_of(each.said("what")),
            "currency": each.main["currency"],
            "amount": None if amount is None else float(amount),
            "amount_description": main_of(each.say(phrase)),
        }
    )


def _documents(published: Published, service: Family) -> list[Record]:
    chosen = [kind.translation_key for each in service.main.evidence for kind in each.value["types"] if kind]
    own = str(service.key)
    return [
        {
            "id": uuid_of("service", own, "evidence-type", key),
            "service_id": own,
            "document": main_of(published.evidence_types[key].said("name")),
        }
        for key in dict.fromkeys(chosen)
        if key in published.evidence_types
    ]
