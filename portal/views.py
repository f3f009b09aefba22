"""Pages of the house itself: privacy, cookies, the gallery, and what to say when something is wrong."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.gallery import samples
from services.identity.access_levels import public


@public
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what we keep about people, why, and for how long."""
    return render(request, "portal/privacy.html")


@public
@require_GET
def cookies(request: HttpRequest) -> HttpResponse:
    """Say which cookies we set: only those that pages need."""
    return render(request, "portal/cookies.html")


@public
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state. Only where the sample council runs."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "portal/gallery.html", samples())
