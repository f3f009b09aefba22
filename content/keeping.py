"""Pages that authors write are made once and kept, until anything that stands on them changes.

Only a page that is the same for everyone is kept: asked for by somebody who brings no session, without a
query, and not one that sets a cookie. Nothing has to be thrown away: a page is kept under the state of
all content, which each visit reads in one query from Wagtail's logs. So a change made by any process, or
on any machine, shows at once, and nobody has to think of it when they publish something new.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.views import serve

from accessibility import preferences
from content.alerts.kept import forget_alerts
from content.models.alerts import Alert
from content.models.council import forget_councils
from services.definitions.models import FormVersion
from services.facts.models import FactValue
from services.facts.queries import forget_facts

SAME_FOR_ALL = frozenset({preferences.COOKIE, settings.CSRF_COOKIE_NAME})
"""Cookies that somebody may bring and still get a kept page. The first has its own copies."""
KEPT_S = 60
"""What leaves no trace, such as the site's own address or two publishing at one moment, shows after this."""
TOLD_IN = (PageLogEntry, ModelLogEntry, FormVersion, FactValue)
"""Each gets a new row with whatever changes what pages say."""
LAST = ", ".join(f"(SELECT MAX(id) FROM {model._meta.db_table})" for model in TOLD_IN)  # noqa: S608 -- our tables

BEGUN_AND_ENDED = ", ".join(
    f"(SELECT COUNT(*) FROM {Alert._meta.db_table} WHERE {moment} <= %s)"  # noqa: S608 -- our table
    for moment in ("starts_at", "ends_at")
)
"""An alert shows and goes at its time, without anybody changing anything."""

Respond = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent: `mark` is its ETag (RFC 9110, 8.8.3)."""

    content: bytes
    content_type: str
    mark: str

    def response(self, request: HttpRequest) -> HttpResponse:
        """Return the page, or that the browser has it already."""
        fresh = HttpResponse(self.content, content_type=self.content_type)
        fresh["ETag"] = self.mark
        found = get_conditional_response(request, etag=self.mark, response=fresh)
        return for_everyone(found or fresh)


class KeptPages:
    """Middleware, the innermost: gives a kept page instead of making it, and keeps what was made."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; a content page says how long it may be believed."""
        response = self.respond(request)
        key = getattr(request, "kept_under", None)
        if key is None:
            return response
        if key == "":
            patch_cache_control(response, private=True, no_cache=True)
            return response
        if response.status_code != 200 or response.cookies or response.streaming:
            return response
        mark = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
        kept = Kept(response.content, response["Content-Type"], mark)
        cache.set(key, kept, KEPT_S)
        return kept.response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the kept page if there is one; otherwise note under which key it will be kept."""
        if getattr(view, "__wrapped__", view) is not serve or request.method not in ("GET", "HEAD"):
            return None
        if request.META.get("QUERY_STRING") or not SAME_FOR_ALL.issuperset(request.COOKIES):
            request.kept_under = ""  # type: ignore[attr-defined]  # one's own copy, not kept
            return None
        key = _key(request)
        kept: Kept | None = cache.get(key)
        if kept:
            return kept.response(request)
        request.kept_under = key  # type: ignore[attr-defined]  # ours
        forget_councils()  # another process may have changed them since this one read them
        forget_facts()
        forget_alerts()
        return None


def for_everyone(response: HttpResponse) -> HttpResponse:
    """Let anybody keep the response, on the way too, but ask each time whether it is still right."""
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def state_of_content() -> str:
    """Return a text that changes whenever a page, snippet, setting, form or fact is published or changed.

    And whenever the time of an alert begins or ends.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {LAST}, {BEGUN_AND_ENDED}", [now, now])
        return "-".join(map(str, cursor.fetchone()))


def _key(request: HttpRequest) -> str:
    reading = preferences.of(request)
    today = timezone.localdate().isoformat()  # what is true from a date changes overnight
    parts = (state_of_content(), today, request.get_host(), request.path, reading.text, reading.contrast)
    return "page-" + hashlib.blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()
