"""Names that stay when titles and addresses change: IRIs for linked data, UUIDs for Open Referral."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

KINDS = ("service", "life-event", "organisation", "office", "contact", "evidence-type", "topic")
"""What has a name of its own. Everything else is a part of one of these."""


def iri(kind: str, key: object, *parts: object) -> str:
    """Return the name of a thing, or of a part of it. Asked for, it leads to a page or to the data."""
    return "/".join([settings.SITE_URL, "data/id", kind, str(key), *map(str, parts)])


def publisher() -> str:
    """Return the name of the council that publishes the data."""
    return f"{settings.SITE_URL}/data/#publisher"


def term(name: str) -> str:
    """Return the name of a word of our own, which the page about the data explains."""
    return f"{settings.SITE_URL}/data/#{name}"


def uuid_of(kind: str, key: object, *parts: object) -> str:
    """Return the UUID of a thing that has none of its own, made from its name (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, iri(kind, key, *parts)))


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID as we write them."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
