"""The search page: a form and what it found, in groups."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.facts.showing import says_facts
from content.languages import reader_language
from content.models import HomePage
from content.models.search import SearchKind
from content.search.counting import count, kept, tidy
from content.search.finding import TYPED_MAX, Found, find
from content.short.letters import looks_made
from content.short.showing import destination
from content.short.showing import find as find_code
from services.identity.access_levels import public

IN_GROUP, ON_PAGE = 5, 10
"""How many pages are listed of each group, and where there is one group only."""
PAGES_MAX = 1_000


@public
@require_safe
@says_facts
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the form and, if something was typed, what was found."""
    typed = tidy(request.GET.get("q", ""))[:TYPED_MAX]
    if service := _service(typed):
        return redirect(service)
    kind = _kind(request)
    number = _number(request)
    exactly = "exactly" in request.GET
    language = reader_language()
    found = find(
        typed,
        language,
        exactly=exactly,
        kind=kind,
        listed=ON_PAGE if kind else IN_GROUP,
        skip=(number - 1) * ON_PAGE if kind else 0,
    )
    same = urlencode({"q": typed, **({"exactly": 1} if exactly else {})})
    address = f"{reverse('search')}?{same}"
    if kind and not any(group.entries for group in found.groups):
        return redirect(address)
    if typed and not kind and request.method == "GET":
        count(typed, language, hits=found.total, before=request.GET.get("before", ""))
    context: dict[str, Any] = {
        "typed": typed,
        "kept": kept(typed),
        "found": found,
        "mended": found.mended,
        "exactly": exactly,
        "kind": kind,
        "address": address,
        "as_typed": f"{reverse('search')}?{urlencode({'q': typed, 'exactly': 1})}",
        "similar": f"{reverse('search')}?{urlencode({'q': found.mended})}",
        "pages": _pages(found, number) if kind else None,
        "query": urlencode({"kind": kind.name.lower()}) + f"&{same}" if kind else "",
    }
    if not found.total:
        home = HomePage.objects.live().filter(locale__language_code=language).first()
        context.update(home.ways_in() if home else {})
    return render(request, "content/search_page.html", context)


def _service(typed: str) -> str:
    """Return where the service is whose own short code was typed. One that somebody chose is a word."""
    code = find_code(typed) if looks_made(typed) else None
    return destination(code.translation_key, reader_language()) if code else ""


def _kind(request: HttpRequest) -> SearchKind | None:
    names = {kind.name.lower(): kind for kind in SearchKind}
    return names.get(request.GET.get("kind", ""))


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), PAGES_MAX) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _pages(found: Found, number: int) -> Any:
    return Paginator(range(found.groups[0].total), ON_PAGE).get_page(number)
