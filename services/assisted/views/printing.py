"""Print for the person who is being helped: the form with their answers so far, or the receipt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from services.assisted import actions
from services.assisted.access import application_of, open_session
from services.assisted.views.entrance import adviser, post_only, user_of
from services.definitions.channels import Channel
from services.identity.actors import staff
from services.paper.actions import print_copy
from services.paper.handing import as_file, copy_as_file, wanted
from services.paper.letters import receipt
from services.paper.results import result_sheet
from services.paper.waiting import draw_copy_soon, drawn


@adviser
@post_only
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out what can be printed now, in the person's language. It is put on record."""
    held = open_session(pk, user_of(request))
    application = application_of(held)
    by, channel = staff(user_of(request)), Channel(held.channel)
    language, size = wanted(request, language=application.language)
    if application.document.is_checker:
        actions.note_look(application=application, by=by, channel=channel)
        return as_file(result_sheet(application, language=language, size=size, channel=channel), "result.pdf")
    if application.is_draft:
        if "now" not in request.POST:
            code = draw_copy_soon(
                application=application, language=language, size=size, by=by, channel=channel
            )
            if code:
                return redirect("assisted:copy", pk, code)
        _copy, pdf = print_copy(application=application, language=language, size=size, by=by, channel=channel)
        return as_file(pdf, f"{application.version.form.key}-{application.reference}.pdf")
    actions.note_look(application=application, by=by, channel=channel)
    return as_file(
        receipt(application, language=language, size=size), f"receipt-{application.receipt.number}.pdf"
    )


@adviser
@require_safe
def copy(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Say whether a copy that a worker draws is there."""
    held = open_session(pk, user_of(request))
    context = {
        "session": held,
        "copy": drawn(application_of(held), code),
        "file": reverse("assisted:copy_file", args=[pk, code]),
        "again": reverse("assisted:paper", args=[pk]),
        "back": reverse("assisted:session", args=[pk]),
    }
    return render(request, "assisted/copy.html", context)


@adviser
@require_safe
def copy_file(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Hand out a copy that was drawn. The look at it is recorded."""
    held = open_session(pk, user_of(request))
    application = application_of(held)
    made = drawn(application, code)
    if made is None:
        return redirect("assisted:copy", pk, code)
    actions.note_look(application=application, by=staff(user_of(request)), channel=Channel(held.channel))
    return copy_as_file(made)
