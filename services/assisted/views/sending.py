"""The end of the script: read back, hear the declaration, send."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from services.applications.actions import submit
from services.applications.queries import answers_of
from services.assisted import changed
from services.assisted.forms.helping import SpokenDeclarationForm
from services.assisted.onpaper import on_paper
from services.assisted.queries import told
from services.assisted.views.entrance import adviser
from services.assisted.views.place import enter
from services.definitions.channels import Channel
from services.paper.intake.putting import note_keyed


@adviser
def read_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read everything back, hear the declaration, and submit for the person."""
    session, application, by, journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application):
        return elsewhere
    if application.document.is_checker:
        return redirect("assisted:result", pk)
    form = SpokenDeclarationForm(request.POST if request.method == "POST" and journey.complete else None)
    if form.is_valid():
        submit(
            application=application,
            declared=form.cleaned_data["declared"],
            by=by,
            channel=Channel(session.channel),
        )
        note_keyed(application=application, by=by)
        return redirect("assisted:session", pk)
    context = {
        "session": session,
        "application": application,
        "document": application.document,
        "journey": journey,
        "parts": told(application, channel=Channel(session.channel)),
        "form": form,
        "signed": on_paper(application, answers_of(application)).at_the_end,
        "has_errors": bool(form.errors),
    }
    return render(request, "assisted/read_back.html", context)
