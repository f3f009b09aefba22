"""Where a checklist stands and what it is called. Content knows: CHECKLISTS_AT names how to ask it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Place:
    """A checklist as its person finds it: the life event's title and an address, in their language."""

    title: str
    url: str
    forms: frozenset[str]
    """The keys of the forms that it leads to."""
    bookings: frozenset[str]
    """The keys of the appointments that it leads to."""


def place_of(event: str) -> Place | None:
    """Return the place of a life event's checklists, None if its page is gone."""
    found: Place | None = import_string(settings.CHECKLISTS_AT)(event)
    return found
