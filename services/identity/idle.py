"""Keeps a session open while its pages are used, without writing it on every request."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_KEY = "renewed_at"


class SessionIdle:
    """Middleware: renews a session that is in use, at most once in SESSION_RENEW_EVERY.

    A session lives SESSION_IDLE plus that interval after its last renewal, so that a page may lie
    untouched for at least SESSION_IDLE. Requests without a session cookie stay without one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, renewing its session first if that is due."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            renew(request.session, older_than_s=settings.SESSION_RENEW_EVERY.total_seconds())
        return self.get_response(request)


def renew(session: Any, *, older_than_s: float = 0) -> bool:
    """Start a session's idle time afresh if it was renewed longer ago; tell whether it is alive."""
    if session.is_empty():
        return False
    if time.time() - session.get(_KEY, 0) >= older_than_s:
        session[_KEY] = int(time.time())
    return True
