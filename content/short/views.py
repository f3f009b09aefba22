"""What answers at a short address: the service, its QR code, or help with a code that nobody knows."""

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, get_language_from_path, get_language_from_request
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.short.showing import destination, find, full
from services.identity.access_levels import public

SHOWN_MAX = 60
"""Letters of an unknown code that are shown again."""


@public
@require_safe
def go(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the service. Without a language in the address, the browser's own counts."""
    found = find(code)
    url = destination(found.translation_key, _language(request)) if found else ""
    if not url:
        typed = "".join(filter(str.isprintable, code))[:SHOWN_MAX]
        return render(request, "content/short/unknown.html", {"code": typed}, status=404)
    response = redirect(url)
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@public
@require_safe
@cache_control(public=True, max_age=86400)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """Return the short address in this language as a QR code (ISO/IEC 18004), for letters and posters."""
    found = find(code)
    if found is None:
        raise Http404
    out = io.BytesIO()
    address = full(found)
    segno.make_qr(address, error="m").save(out, kind="svg", scale=8, border=4, title=address, light="white")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _language(request: HttpRequest) -> str:
    if get_language_from_path(request.path_info):
        return get_language() or settings.LANGUAGE_CODE
    return get_language_from_request(request)
