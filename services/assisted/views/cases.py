"""The work queue and one case: read it, ask for more, decide."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from services import wording
from services.applications import scanning
from services.applications.actions import change_case
from services.applications.actions.reading import read_checked_file
from services.applications.choices import CaseState, Outcome
from services.applications.downloads import download
from services.applications.errors import NothingFound
from services.applications.models import Case, Upload
from services.applications.queries import open_cases, timeline, uploads_of
from services.applications.sealing import open_text
from services.assisted import actions
from services.assisted.forms.cases import CaseForm
from services.assisted.queries import told
from services.assisted.views.entrance import adviser, user_of
from services.definitions.channels import Channel
from services.errors import Refusal
from services.identity.actors import staff

PER_PAGE = 25


@adviser
def queue(request: HttpRequest) -> HttpResponse:
    """List cases, the longest waiting first."""
    wanted = request.GET.get("state", "")
    state = CaseState(wanted) if wanted in CaseState.values else None
    page = Paginator(open_cases(state), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "assisted/cases.html", {"page": page, "state": state, "states": CaseState})


@adviser
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one case with all its answers, and move it on."""
    found = _case(pk)
    user = user_of(request)
    application = found.application
    actions.note_look(application=application, by=staff(user), channel=Channel.COUNTER)
    form = CaseForm(request.POST if request.method == "POST" else None, initial={"revision": found.revision})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            change_case(
                case=found,
                revision=form.cleaned_data["revision"],
                state=form.state,
                outcome=form.outcome,
                message=form.cleaned_data["message"],
                by=staff(user),
                channel=Channel.COUNTER,
            )
        except Refusal as refusal:
            form.add_error(None, wording.explain(refusal))
            form.catch_up(found.revision)
            status = refusal.status
        else:
            return redirect("assisted:case", pk)
    box = application.box
    context = {
        "case": found,
        "application": application,
        "document": application.document,
        "parts": told(application, channel=Channel.COUNTER),
        "scanned": scanning.is_configured(),
        "files": [
            (upload, open_text(box, upload.name, context=f"file-name:{upload.pk}"))
            for upload in uploads_of(application)
        ],
        "case_messages": [
            (message, open_text(box, message.text, context=f"case-message:{application.pk}"))
            for message in found.messages.select_related("written_by")
        ],
        "events": timeline(application),
        "form": form,
        "has_errors": bool(form.errors),
        "decided": found.state == CaseState.DECIDED,
        "outcome": Outcome(found.outcome).label if found.outcome else "",
    }
    return render(request, "assisted/case.html", context, status=status)


def _case(pk: UUID) -> Case:
    found = (
        Case.objects.select_related("application__version__form", "application__receipt")
        .filter(application=pk)
        .first()
    )
    if found is None:
        raise NothingFound
    return found


@adviser
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Download one evidence file. The look is recorded; the browser never opens it in the page."""
    upload = Upload.objects.select_related("application").filter(pk=pk, removed_at__isnull=True).first()
    if upload is None:
        raise NothingFound
    actions.note_look(application=upload.application, by=staff(user_of(request)), channel=Channel.COUNTER)
    name = open_text(upload.application.box, upload.name, context=f"file-name:{upload.pk}")
    return download(read_checked_file(upload), name=name, media_type=upload.media_type)
