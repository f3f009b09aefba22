"""The addresses of Open Referral."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from content.open_data.hsds import openapi
from content.open_data.hsds.asking import BadQuestion, asked
from content.open_data.hsds.listing import Entry, page, shown, wanted
from content.open_data.hsds.lists import LISTS
from content.open_data.hsds.records import Record
from content.open_data.published import published
from content.open_data.serving import as_sent, kept, lines_as_sent, refused, sent
from services.identity.access_levels import public

JSON = "application/json"
NDJSON = "application/x-ndjson"


@public
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Say what there is and which standard it follows."""
    return sent(request, as_sent(openapi.root(), JSON))


@public
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Describe the addresses for programs."""
    return sent(request, as_sent(openapi.description(), JSON))


@public
@require_safe
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """Send a page of a list, or all of it in lines."""
    try:
        question = asked(request.GET, LISTS[name].offers)
    except BadQuestion as bad:
        return refused(400, str(bad), parameter=bad.parameter)
    found = wanted(_entries(name), question)
    if "full_service" in question.flags:
        found = [_with_whole_services(each) for each in found]
    if question.format == "ndjson":
        return sent(request, lines_as_sent([shown(each, question) for each in found], NDJSON))
    return sent(request, as_sent(page(found, question), JSON))


@public
@require_safe
def one(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Send one record with everything that belongs to it."""
    offers = ("full_service",) if name == "organizations" else ()
    try:
        question = asked(request.GET, offers)
    except BadQuestion as bad:
        return refused(400, str(bad), parameter=bad.parameter)
    for entry in _entries(name):
        if entry.whole["id"] == key:
            found = _with_whole_services(entry) if "full_service" in question.flags else entry
            return sent(request, as_sent(found.whole, JSON))
    return refused(404, "Nothing of this id is published.")


def _entries(name: str) -> list[Entry]:
    return list(kept(f"open-referral/{name}", lambda: _made(name)))


def _made(name: str) -> list[Entry]:
    with translation.override(settings.LANGUAGE_CODE):
        return list(LISTS[name].entries(published()))


def _with_whole_services(entry: Entry) -> Entry:
    """Return an organisation with its services whole, which are otherwise only named."""
    services: dict[str, Record] = {each.whole["id"]: each.whole for each in _entries("services")}
    named: list[Any] = entry.whole.get("services", [])
    whole = {**entry.whole, **({"services": [services[each["id"]] for each in named]} if named else {})}
    return Entry(whole, whole, entry.described, entry.modified, entry.belongs_to)
