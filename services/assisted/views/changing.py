"""Buttons of an adviser who has told somebody what changed in their form."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from services.applications import actions
from services.assisted.access import application_of, open_session
from services.assisted.views.entrance import adviser, post_only, user_of
from services.definitions.channels import Channel
from services.identity.actors import staff


@adviser
@post_only
def told(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that the person was told, and go on."""
    session = open_session(pk, user_of(request))
    actions.note_change_told(
        application=application_of(session), by=staff(user_of(request)), channel=Channel(session.channel)
    )
    return redirect("assisted:session", pk)


@adviser
@post_only
def begin_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin again with the answers that still fit."""
    session = open_session(pk, user_of(request))
    actions.begin_again(
        application=application_of(session), by=staff(user_of(request)), channel=Channel(session.channel)
    )
    return redirect("assisted:session", pk)
