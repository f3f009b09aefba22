"""Organisations, offices, contact points, kinds of evidence and life events as CPSV-AP tells of them."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from content.open_data.cpsv.context import Node
from content.open_data.cpsv.graph import COUNTRY, Graph, hours
from content.open_data.families import Family, Said, in_each_language, said
from content.open_data.identifiers import iri, term
from content.open_data.published import Place, Published, by_hours, page_url
from services.booking.models import Office
from services.booking.week import stretches

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PUBLIC = ["PublicOrganisation", "Organization", "Agent"]
"""The shapes do not work out what follows from what: each class is named."""


def add_organisation(graph: Graph, published: Published, family: Family) -> str:
    """Describe an organisation and return its name."""
    page = family.main
    contact = published.contact(page.contact)
    return graph.add(
        iri("organisation", family.key),
        PUBLIC if published.is_public(family) else PUBLIC[1:],
        identifier=str(family.key),
        name=family.said("title"),
        prefLabel=family.said("title"),
        altLabel=family.said("short_name"),
        description=family.said("summary"),
        homepage=page.website,
        spatial=add_country(graph),
        contactPoint=add_contact(graph, contact) if contact else None,
        page=page_urls(family),
    )


def add_country(graph: Graph) -> str:
    """Describe the country in which it all happens and return its name."""
    return graph.add(COUNTRY, "Location", notation="GBR")


def add_contact(graph: Graph, family: Family) -> str:
    """Describe a contact point and return its name."""
    point = family.main
    return graph.add(
        iri("contact", family.key),
        "ContactPoint",
        identifier=str(family.key),
        name=family.said("name"),
        hasTelephone=point.phone,
        textphone=point.textphone,
        hasEmail=point.email,
        openingHours=hours(family.said("hours")),
        address=_address(
            said({code: ", ".join(each.address_lines) for code, each in family.members.items()})
        ),
        access=family.said("access"),
    )


def add_evidence_type(graph: Graph, family: Family) -> str:
    """Describe a kind of evidence and return its name."""
    return graph.add(
        iri("evidence-type", family.key),
        "EvidenceType",
        identifier=str(family.key),
        name=family.said("name"),
        description=family.said("description"),
    )


def add_life_event(graph: Graph, family: Family, services: list[str]) -> str:
    """Describe a life event with the names of the services it leads to, and return its name."""
    return graph.add(
        iri("life-event", family.key),
        ["LifeEvent", "Event"],
        identifier=str(family.key),
        name=family.said("title"),
        description=family.said("summary"),
        hasRelatedService=services,
        page=page_urls(family),
    )


def add_topic(graph: Graph, family: Family) -> str:
    """Describe a topic, an entry of the council's own list, and return its name."""
    return graph.add(
        iri("topic", family.key),
        "Concept",
        identifier=str(family.key),
        notation=family.main.slug,
        prefLabel=family.said("title"),
        description=family.said("summary"),
        inScheme=graph.add(term("topics"), "ConceptScheme"),
        page=page_urls(family),
    )


def add_place(graph: Graph, place: Place) -> str:
    """Describe an office and return its name."""
    office = place.office
    lines = ", ".join([*office.address_lines, office.postcode])
    return graph.add(
        iri("office", office.key),
        "Location",
        identifier=office.key,
        name=said(office.name),
        description=said(office.getting_in),
        address=_address(
            {"en": lines},
            thoroughfare={"en": office.address_lines[0]} if office.address_lines else None,
            postName={"en": office.address_lines[-1]} if len(office.address_lines) > 1 else None,
            postCode=office.postcode,
            addressId=office.uprn,
        ),
        lat=float(office.latitude) if office.latitude is not None else None,
        long=float(office.longitude) if office.longitude is not None else None,
        hasTelephone=office.phone,
        hasEmail=office.email,
        openingHours=hours(_week(place), openingHoursSpecification=_clock(place)),
        access=_access(place),
    )


def page_urls(family: Family) -> list[str]:
    """Return the address of a page in each language it is written in."""
    return [page_url(page) for page in family.members.values()]


def access_facts(office: Office) -> list[str]:
    """Return what makes an office usable and what is missing, in the language in use."""
    return [
        _("Step-free") if office.step_free else _("There are steps"),
        _("Hearing loop") if office.hearing_loop else _("No hearing loop"),
        _("Quiet room") if office.quiet_room else _("No quiet room"),
        _("Accessible toilet") if office.accessible_toilet else _("No accessible toilet"),
    ]


def _access(place: Place) -> Said:
    return in_each_language(lambda: ", ".join(access_facts(place.office)))


def _address(full: Said, **more: Any) -> Node | None:
    parts = {name: value for name, value in more.items() if value}
    return {"@type": "Address", "fullAddress": full, **parts} if full else None


def _week(place: Place) -> Said:
    return said(in_each_language(lambda: _week_in_words(place)))


def _week_in_words(place: Place) -> str:
    """Return the week in the language in use, the clock as every country reads it: Monday 09:00–17:00."""
    days = stretches(rule.hours for rule in place.rules)
    spoken = {
        day: ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in times)
        for day, times in days.items()
    }
    return "; ".join(f"{WEEKDAYS[day]} {times}" for day, times in spoken.items())


def _clock(place: Place) -> list[Node]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"http://schema.org/{DAYS[day]}" for day in days],
            "opens": f"{opens}:00",
            "closes": f"{closes}:00",
        }
        for (opens, closes), days in by_hours(place).items()
    ]
