"""Which page an address means: only a page of ours that a citizen may read, and nothing of one person's."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site
from wagtail.views import serve

from content.facts.showing import in_words
from services.identity.access_levels import Level, access_of

LONGEST = 255
ANYBODYS = (Level.PUBLIC, Level.CITIZEN_SESSION, Level.SIGNED_IN)
# What an address may hold beside ids. A reference, a code or a token is somebody's: no feedback there.
PLAIN = frozenset({"form", "step", "repeat", "row", "type_key", "place_slug", "what", "sent", "part", "path"})
ONE = "-"
"""Stands for one person's application or appointment in the address that is kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page feedback can be given on. `kept` is its address without anything of one person's."""

    address: str
    kept: str
    page: Page | None

    @property
    def title(self) -> str:
        """Return the page's title; pages that nobody writes in the editor have none here."""
        return in_words(self.page.title, self.page.locale.language_code) if self.page else ""

    @property
    def language(self) -> str:
        """Return the language of the title."""
        return str(self.page.locale.language_code) if self.page else ""


def place_of(request: HttpRequest, address: str) -> Place | None:
    """Return the page of this site at an address, without its query, or None."""
    path = address.partition("?")[0].partition("#")[0]
    if not path.startswith("/") or path.startswith("//") or "\\" in path or "\0" in path:
        return None
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return None
        if not takes_feedback(match):
            return None
        if match.func is not serve:
            return _served(path, match)
        return _written(request, path, str(match.kwargs.get("path") or "".join(match.args)))


def takes_feedback(match: ResolverMatch | None) -> bool:
    """Tell whether feedback can be given on what an address leads to."""
    if match is None:
        return False
    if match.func is serve:
        return True
    access = access_of(match.func)
    plain = all(name in PLAIN or isinstance(value, UUID) for name, value in match.kwargs.items())
    open_to_citizens = access is not None and access.level in ANYBODYS
    return open_to_citizens and plain and "feedback" not in match.namespaces


def _served(path: str, match: ResolverMatch) -> Place | None:
    """Return a page that services give: its address is kept without the ids in it."""
    given: Mapping[str, object] = match.kwargs
    ours = {str(value) for value in given.values() if isinstance(value, UUID)}
    if "row" in given:
        ours.add(str(given["row"]))
    kept = "/".join(ONE if part in ours else part for part in path.split("/"))
    return Place(path, kept, None) if len(kept) <= LONGEST else None


def _written(request: HttpRequest, path: str, route: str) -> Place | None:
    """Return a page that authors write, if everybody may read it now."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    try:
        found = site.root_page.localized.specific.route(request, [part for part in route.split("/") if part])
    except Http404:
        return None
    page = found.page
    if page.get_view_restrictions().exists():
        return None
    return Place(path, path[:LONGEST], page.alias_of or page)


def address_of(place: Place, name: str) -> str:
    """Return the address of one of the feedback pages about a place."""
    return reverse(f"feedback:{name}", query={"page": place.address})
