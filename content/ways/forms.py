"""Which form a way leads to, and in which version: for data about services and for their authors."""

from collections.abc import Mapping
from typing import Any

from content.ways.kinds import WayKind
from services.definitions.errors import FormUnknown
from services.definitions.models import FormVersion
from services.definitions.publishing import current_version

WITHOUT_FORM = (WayKind.POST,)
"""A letter has the form that its writer gives it."""


def form_of(page: Any, way: Mapping[str, Any]) -> FormVersion | None:
    """Return the form that people fill in by this way, online, on paper or with an adviser, as it is now.

    None if the way has none: a service that is only booked, or that starts at somebody else's.
    """
    if not page.form_key or page.external_url or way["kind"] in WITHOUT_FORM:
        return None
    try:
        return current_version(page.form_key)
    except FormUnknown:
        return None
