"""The page about the data, the documents of CPSV-AP, and where a name leads to."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from content.open_data.cpsv.documents import LD_JSON, LICENCE, about, catalogue
from content.open_data.cpsv.services import STATUS, TAKES_PART
from content.open_data.published import published
from content.open_data.serving import as_sent, for_all_sites, kept, refused, sent
from content.open_data.things import is_thing_without_page, page_of, place_on_page
from content.ways.kinds import WayKind, WayLanguage, WayStatus
from services.identity.access_levels import public

DATA = (LD_JSON, "application/json")


@public
@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Say what is published as data, under which licence, and what our own words mean."""
    lists = reverse("open_data:open_referral:list", args=["services"])
    paths = (
        reverse("open_data:catalogue"),
        f"{lists}?search=blue+badge&full=true",
        f"{lists}?modified_after={timezone.localdate()}",
        f"{lists}?format=ndjson",
    )
    context = {
        "licence": LICENCE,
        "kinds": WayKind.choices,
        "standings": WayStatus.choices,
        "statuses": STATUS.items(),
        "takes_part": TAKES_PART,
        "tongues": WayLanguage.choices,
        "examples": [settings.SITE_URL + path for path in paths],
        "names": f"{settings.SITE_URL}/data/id/",
    }
    return render(request, "content/open_data/about.html", context)


@public
@require_safe
def whole_catalogue(request: HttpRequest) -> HttpResponse:
    """Send everything as one document."""
    return sent(request, kept("cpsv-ap", lambda: as_sent(catalogue(published()), LD_JSON)))


@public
@require_safe
def one_document(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Send the document about one thing."""
    found = kept(f"{kind}/{key}", lambda: as_sent(about(published(), kind, key), LD_JSON))
    return (
        sent(request, found)
        if found.content != b"null"
        else refused(404, "Nothing of this name is published.")
    )


@public
@require_safe
def thing(request: HttpRequest, kind: str, key: str, part: str = "") -> HttpResponse:
    """Lead from a name to the page about the thing, or to its data if that is asked for (303)."""
    with translation.override(translation.get_language_from_request(request)):  # no language in the address
        page = page_of(kind, key)
    if page is None and not is_thing_without_page(kind, key):
        raise Http404
    wants_data = request.get_preferred_type(["text/html", LD_JSON, "application/json"]) in DATA
    data = reverse("open_data:document", args=[kind, key])
    response = HttpResponse(status=303)
    response["Location"] = data if wants_data or page is None else page + place_on_page(part)
    patch_vary_headers(response, ["Accept", "Accept-Language", "Cookie"])
    return for_all_sites(response)
