"""Rows of a repeat in the script: add one, take one away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from services.applications.actions import add_row, remove_row
from services.assisted.views.entrance import adviser, post_only
from services.assisted.views.place import enter
from services.definitions.channels import Channel


@adviser
@post_only
def add(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Add a row to a repeat and ask its first step."""
    session, application, by, journey = enter(request, pk)
    found = journey.stop(stop)
    if found is None or found.repeat is None:
        return redirect("assisted:session", pk)
    row = add_row(application=application, repeat=stop, by=by, channel=Channel(session.channel))
    first = application.document.steps_of_repeat(stop)[0]
    return redirect("assisted:ask_row", pk, stop, row.id, first.key)


@adviser
@post_only
def remove(request: HttpRequest, pk: UUID, stop: str, row: str) -> HttpResponse:
    """Take a row of a repeat away."""
    session, application, by, _journey = enter(request, pk)
    remove_row(application=application, row=row, by=by, channel=Channel(session.channel))
    return redirect("assisted:ask", pk, stop)
