"""What a browser may open, and for how long it is remembered after that.

The session opens an application (see applications.access). A signed cookie that lives a day lets the
same browser open it again after a time-out, once its person has said something only they know.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from services.applications import access
from services.applications.models import Application

COOKIE = "reopen"
SALT = "anydoor.reopen"
LIFE = timedelta(hours=24)
KEPT = 3


def let_in(request: HttpRequest, response: HttpResponse, application: Application) -> HttpResponse:
    """Return the response, with which this browser may open the application from now on."""
    access.grant(request.session, application)
    others = [pk for pk in _remembered(request) if pk != application.pk.hex]
    _write(response, [*others, application.pk.hex][-KEPT:])
    return response


def shut(request: HttpRequest, response: HttpResponse, application: Application) -> HttpResponse:
    """Return the response, after which nothing of the application is left in this browser."""
    access.withdraw(request.session, application)
    _write(response, [pk for pk in _remembered(request) if pk != application.pk.hex])
    return response


def remembers(request: HttpRequest, pk: UUID) -> bool:
    """Return whether this browser had the application open within the last day."""
    return pk.hex in _remembered(request)


def _remembered(request: HttpRequest) -> list[str]:
    life_s = int(LIFE.total_seconds())
    found = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=life_s)
    return [pk for pk in (found or "").split(".") if pk]


def _write(response: HttpResponse, keys: list[str]) -> None:
    if not keys:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE,
        ".".join(keys),
        salt=SALT,
        max_age=int(LIFE.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
