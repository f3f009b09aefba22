"""Pages of the house itself: the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.gallery.samples import PARTS, samples
from services.identity.access_levels import public


@public
@require_GET
def gallery(request: HttpRequest, part: str = PARTS[0]) -> HttpResponse:
    """Show components in every state. Only where the sample council runs."""
    if part not in PARTS or not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, f"portal/gallery/{part}.html", samples(part))
