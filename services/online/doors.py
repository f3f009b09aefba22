"""How a page of an application is opened: the same for all of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from services.applications.errors import NotDraft, NotOpen
from services.applications.models import Application
from services.identity.access_levels import citizen_session
from services.online import drafts, pages, places, timeouts

Page = Callable[..., HttpResponse]


def of_application(page: Page) -> Page:
    """Open a page `(request, application, …)` to whoever may open its application.

    Others are told that it has closed and how to come back. Where the page raises NotDraft, they are
    told that it was sent already, with the receipt.
    """

    @wraps(page)
    def opened(request: HttpRequest, form: str, application: UUID, **more: Any) -> HttpResponse:
        try:
            found = drafts.opened(request, form, application)
        except NotOpen:
            return timeouts.closed(request)
        try:
            return page(request, found, **more)
        except NotDraft:
            return pages.already_sent(request, found)

    return citizen_session(opened)


def of_what_is_sent(page: Page) -> Page:
    """Open a page that only something to be sent has. Of a checker, its result is shown instead."""

    @wraps(page)
    def opened(request: HttpRequest, application: Application, **more: Any) -> HttpResponse:
        if application.document.is_checker:
            return redirect(places.page(application, "result"))
        return page(request, application, **more)

    return of_application(opened)


def require_draft(application: Application) -> None:
    """Raise NotDraft if the application was sent or deleted."""
    if not application.is_draft:
        raise NotDraft
