"""How a view of the API answers: as JSON, in the language asked for, with problem details when it cannot."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from services.api.keys import key_of
from services.api.models import ApiKey
from services.api.problems import Wrong, refused, told
from services.api.requests import language_of
from services.errors import Refusal
from services.identity.access_levels import Access, Level, declare, public

Handler = Callable[..., HttpResponse]


def anybody(**handlers: Handler) -> Handler:
    """Return the view of a public address, from its handler for each method."""
    return public(_view(handlers, lambda _request: ()))


def partners(**handlers: Handler) -> Handler:
    """Return the view of an address for partners. Each handler gets the key, which is asked for first."""

    def key(request: HttpRequest) -> tuple[ApiKey]:
        return (key_of(request),)

    return declare(_view(handlers, key), Access(Level.PARTNER))


def _view(handlers: dict[str, Handler], who: Callable[[HttpRequest], tuple[Any, ...]]) -> Handler:
    first = next(iter(handlers.values()))

    @csrf_exempt  # no cookie is looked at: a request that a browser was tricked into carries no key
    @wraps(first)
    def view(request: HttpRequest, **address: Any) -> HttpResponse:
        language = language_of(request)
        with override(language):
            response = _answered(handlers, who, request, address)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return view


def _answered(
    handlers: dict[str, Handler],
    who: Callable[[HttpRequest], tuple[Any, ...]],
    request: HttpRequest,
    address: dict[str, Any],
) -> HttpResponse:
    method = "get" if request.method == "HEAD" else (request.method or "").lower()
    if method not in handlers:
        allowed = ", ".join(name.upper() for name in handlers)
        return told(Wrong("method-not-allowed", headers={"Allow": allowed}))
    try:
        return handlers[method](request, *who(request), **address)
    except Wrong as wrong:
        return told(wrong)
    except Refusal as refusal:
        return refused(refusal)


def private(content: dict[str, Any], *, status: int = 200, **headers: str) -> JsonResponse:
    """Return an answer for one partner alone."""
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store", **headers})
