"""How every page of the desk is entered."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from services.identity.gate import staff_required
from services.identity.models import User
from services.identity.roles import StaffRole

adviser = staff_required(StaffRole.ADVISER, StaffRole.MANAGER)
manager = staff_required(StaffRole.MANAGER)
Page = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    """Return the signed-in member of staff: the gate lets nobody else in."""
    if not isinstance(request.user, User):
        raise TypeError("the desk was reached without signing in")
    return request.user


def post_only(view: Page) -> Page:
    """Send somebody who reloads the answer of a POST back to the stretch of help it belongs to."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return redirect("assisted:session", pk)
        return view(request, pk, *args, **kwargs)

    return guarded
