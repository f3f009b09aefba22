"""Offices as locations of HSDS, and a service at one of them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from content.open_data.cpsv.others import access_facts
from content.open_data.families import Family, main_of, said
from content.open_data.hsds.records import Record, filled, phone_records, schedules
from content.open_data.identifiers import uuid_of
from content.open_data.published import Place

COUNTRY = "GB"
"""ISO 3166-1."""


def location_id(place: Place) -> str:
    """Return the id of an office."""
    return uuid_of("office", place.office.key)


def location(place: Place) -> Record:
    """Return an office with its address, how to get in and when it is open."""
    office, own = place.office, location_id(place)
    lines = office.address_lines or [""]
    return filled(
        {
            "id": own,
            "location_type": "physical",
            "url": settings.SITE_URL + _page(office.key),
            "name": main_of(said(office.name)),
            "description": main_of(said(office.getting_in)),
            "transportation": main_of(said(office.parking)),
            "latitude": float(office.latitude) if office.latitude is not None else None,
            "longitude": float(office.longitude) if office.longitude is not None else None,
            "external_identifier": office.uprn,
            "external_identifier_type": "UPRN" if office.uprn else "",
            "addresses": [
                {
                    "id": uuid_of("office", office.key, "address"),
                    "location_id": own,
                    "address_1": ", ".join(lines[:-1]) or lines[0],
                    "city": lines[-1],
                    "state_province": "",  # asked for, and unknown in British addresses
                    "postal_code": office.postcode,
                    "country": COUNTRY,
                    "address_type": "physical",
                }
            ],
            "accessibility": _accessibility(place, own),
            "phones": phone_records(office.phone, "", own, location_id=own),
            "schedules": schedules(place, own, location_id=own),
        }
    )


def service_at_location(service: Family, place: Place) -> Record:
    """Return that people can get a service at an office, without the service itself."""
    own = service_at_location_id(service, place)
    return {
        "id": own,
        "service_id": str(service.key),
        "location_id": location_id(place),
        "location": location(place),
        "schedules": schedules(place, own, service_at_location_id=own),
    }


def service_at_location_id(service: Family, place: Place) -> str:
    """Return the id of a service at an office."""
    return uuid_of("service", service.key, "at", place.office.key)


def _accessibility(place: Place, own: str) -> list[Record]:
    with translation.override(settings.LANGUAGE_CODE):
        facts = access_facts(place.office)
    return [
        {"id": uuid_of("office", place.office.key, "access", number), "location_id": own, "description": fact}
        for number, fact in enumerate(facts)
    ]


def _page(key: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("offices:office", args=[key])
