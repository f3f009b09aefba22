"""What search engines read inside a page: its service, organisation or office in the words of schema.org."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from content.facts.showing import in_words
from content.languages import speaking
from content.links import door
from content.open_data.durations import xsd_duration
from content.open_data.identifiers import iri
from content.open_data.published import Place, by_hours
from content.ways.kinds import WayKind
from content.ways.status import standing
from services.booking import opening
from services.booking.models import Office
from services.booking.words import say

CONTEXT = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Nothing in a text may end the script element that it stands in, or begin a comment there
# (HTML, 4.12.1.3). JSON may write any character by its number.
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Thing = dict[str, Any]


def as_script(thing: Thing) -> SafeString:
    """Return JSON that may stand inside a script element."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return SafeString(text.translate(UNSAFE))


def service(page: Any) -> Thing:
    """Return a service with the ways to get it that are open today, in the language of the page's words.

    No more than search engines ask for: it is sent with every page.
    """
    organisation = page.organisation
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "@id": iri("service", page.translation_key),
            "name": _said(page, page.title),
            "description": _said(page, page.summary),
            "url": urljoin(settings.SITE_URL, page.url or ""),
            "serviceOperator": {
                "@type": "GovernmentOrganization",
                "@id": iri("organisation", organisation.translation_key),
            }
            if organisation
            else None,
            "availableChannel": _channels(page),
        }
    )


def organisation(page: Any) -> Thing:
    """Return an organisation; one with a website of its own may be a charity, which no page tells."""
    contact = page.contact
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Organization" if page.website else "GovernmentOrganization",
            "@id": iri("organisation", page.translation_key),
            "name": _said(page, page.title),
            "description": _said(page, page.summary),
            "url": page.website or urljoin(settings.SITE_URL, page.url or ""),
            "telephone": contact.phone if contact else "",
            "email": contact.email if contact else "",
        }
    )


def office(found: Office) -> Thing:
    """Return an office with its address and weekly hours, in the language in use."""
    place = Place(found, list(opening.rules_on(found, opening.today(found))), frozenset())
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOffice",
            "@id": iri("office", found.key),
            "name": say(found.name),
            "url": settings.SITE_URL + reverse("offices:office", args=[found.key]),
            "telephone": found.phone,
            "email": found.email,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": ", ".join(found.address_lines),
                "postalCode": found.postcode,
                "addressCountry": "GB",
            },
            "geo": _where(found),
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": [DAYS[day] for day in days],
                    "opens": opens,
                    "closes": closes,
                }
                for (opens, closes), days in by_hours(place).items()
            ],
        }
    )


def _channels(page: Any) -> list[Thing]:
    with speaking(page.content_language):
        return [_channel(page, block.value) for block in page.ways if _is_open(block.value)]


def _channel(page: Any, way: Mapping[str, Any]) -> Thing:
    kind = WayKind(way["kind"])
    contact = way["contact"]
    phone = contact.phone if contact and kind is WayKind.PHONE else ""
    return _filled(
        {
            "@type": "ServiceChannel",
            "name": str(kind.label),
            "serviceUrl": _starts_at(page) if kind is WayKind.ONLINE else "",
            "servicePhone": {"@type": "ContactPoint", "telephone": phone} if phone else None,
            "processingTime": xsd_duration(way["processing_time"]),
        }
    )


def _starts_at(page: Any) -> str:
    if page.external_url:
        return str(page.external_url)
    if page.form_key:
        return settings.SITE_URL + door("online:start", page.form_key)
    return settings.SITE_URL + door("booking:where", page.booking_key) if page.booking_key else ""


def _is_open(way: Mapping[str, Any]) -> bool:
    return not standing(way, timezone.localdate()).is_closed


def _said(page: Any, text: str) -> str:
    return in_words(text, page.content_language)


def _where(found: Office) -> Thing | None:
    if found.latitude is None or found.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": float(found.latitude),
        "longitude": float(found.longitude),
    }


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", None, [])}
