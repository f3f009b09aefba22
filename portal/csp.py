"""The Content-Security-Policy, and the one place where it is relaxed: the authors' admin, Wagtail's.

Wagtail 8 still starts its choosers and date fields by inline scripts and styles its text editor inline
(wagtail/wagtail#1288, open), shows uploads from blob: addresses, and previews pages in a frame. Nothing
of that goes for a page that citizens or advisers see.
"""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PREFIX = "/admin/"
ADMIN_ONLY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class SitePolicy(CSPMiddleware):
    """django-csp's middleware, for which the policy that nearly every page has is put together once."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header; whatever a page says of its own, by a nonce or on the response, django-csp adds."""
        own = hasattr(request, "_csp_nonce") or any(name.startswith("_csp_") for name in vars(response))
        if own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _site_policy())
        return response


@cache
def _site_policy() -> str:
    return build_policy()


class AdminPolicy:
    """Middleware: what Wagtail's admin needs, and only there. Stands inside django-csp's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; under the admin, tell django-csp what differs."""
        response = self.get_response(request)
        if not request.path_info.startswith(PREFIX):
            return response
        if HEADER in response:
            # A preview: a page with its own strict policy, which the admin may show in a frame.
            response[HEADER] = response[HEADER].replace(f"frame-ancestors {NONE}", f"frame-ancestors {SELF}")
        else:
            response._csp_replace = ADMIN_ONLY  # type: ignore[attr-defined]  # how django-csp is told
        return response
