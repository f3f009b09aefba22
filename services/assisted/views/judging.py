"""A checker at the desk: read the result aloud, and go on with the answers into an application."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from services.applications.actions import carry_over
from services.applications.earlier import offers
from services.applications.queries import answers_of
from services.assisted import actions, changed
from services.assisted.views.entrance import adviser, post_only
from services.assisted.views.place import enter
from services.definitions.channels import Channel
from services.definitions.checkers.judging import result_of
from services.definitions.publishing import current_version


@adviser
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what the answers so far come to, in words to read to the person."""
    session, application, _by, journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application):
        return elsewhere
    document = application.document
    if not document.is_checker:
        return redirect("assisted:read_back", pk)
    channel, today = Channel(session.channel), timezone.localdate()
    found = result_of(document, answers_of(application), channel=channel, today=today)
    context = {
        "session": session,
        "document": document,
        "journey": journey,
        "outcome": found.words(document),
        "findings": [
            (each, found.told(document, each.because), found.told(document, each.missing))
            for each in found.judgements
        ],
    }
    return render(request, "assisted/result.html", context)


@adviser
@post_only
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start the application that the checker leads to, with the answers that both ask for."""
    session, application, by, _journey = enter(request, pk)
    target = application.document.leads_to
    if not target:
        return redirect("assisted:session", pk)
    version = current_version(target)
    begun = actions.start_application(session=session, version=version, by=by)
    keys = [offer.question.key for offer in offers(version.document, [application])]
    carry_over(
        source=application,
        target=begun,
        keys=keys,
        by=by,
        channel=Channel(session.channel),
        given_by=session.speaker,
    )
    return redirect("assisted:session", pk)
