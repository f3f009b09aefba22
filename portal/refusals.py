"""Turns a Refusal, wherever it was raised, into a page that says what to do next."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from portal.problems import came_from
from services.errors import Refusal
from services.wording import explain

MINUTE_S = 60


class Refusals:
    """Middleware: a refused request ends in a clear page with the refusal's own status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a Refusal; leave every other exception alone."""
        if not isinstance(exception, Refusal):
            return None
        context = {"sentence": explain(exception), "back": came_from(request)}
        response = render(request, "refusal.html", context, status=exception.status)
        minutes = exception.detail.get("minutes")
        if isinstance(minutes, int):
            response.headers["Retry-After"] = str(minutes * MINUTE_S)
        return response
