"""Rows of a repeat in the script: add one, take one away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from services.applications.actions import add_row, remove_row
from services.assisted.views.entrance import adviser, post_only
from services.assisted.views.place import enter, list_page
from services.definitions.channels import Channel


@adviser
@post_only
def add(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Add a row to a repeat and ask its first step."""
    session, application, by, journey = enter(request, pk)
    inside = request.POST.get("inside", "")
    trail = journey.trail(inside)
    stops = trail[-1][1].stops if trail else journey.stops
    if not any(found.key == stop and found.repeat for found in stops):
        return redirect("assisted:session", pk)
    row = add_row(
        application=application,
        repeat=stop,
        by=by,
        channel=Channel(session.channel),
        inside=inside if trail else "",
    )
    first = application.document.steps_of_repeat(stop)[0]
    return redirect("assisted:ask_row", pk, stop, row.id, first.key)


@adviser
@post_only
def remove(request: HttpRequest, pk: UUID, stop: str, row: str) -> HttpResponse:
    """Take a row of a repeat away."""
    session, application, by, journey = enter(request, pk)
    remove_row(application=application, row=row, by=by, channel=Channel(session.channel))
    if not journey.trail(row):
        return redirect("assisted:ask", pk, stop)
    return redirect(list_page(session, journey, row))
