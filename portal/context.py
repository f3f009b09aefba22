"""Variables that every template has."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from content.council import Council, council_of


def council(request: HttpRequest) -> dict[str, Council]:
    """Return `council`: name, phone, textphone, hours, address, email. Read only if a page shows it."""
    return {"council": SimpleLazyObject(lambda: council_of(request))}  # type: ignore[dict-item]  # lazy
