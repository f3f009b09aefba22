"""How a page of an application is opened: the same for all of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from services.applications.errors import NotDraft, NotOpen
from services.applications.models import Application
from services.identity.access_levels import citizen_session
from services.online import drafts, pages, timeouts

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


def require_draft(application: Application) -> None:
    """Raise NotDraft if the application was sent or deleted."""
    if not application.is_draft:
        raise NotDraft
