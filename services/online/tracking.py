"""What became of an application: its state, messages, what is missing, what has happened; and "mine"."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services.applications.actions import add_to_account
from services.applications.choices import CaseState
from services.applications.models import Application, Upload
from services.applications.queries import of_owner, uploads_of
from services.applications.sealing import open_text
from services.booking.models import Appointment
from services.checklists.models import Checklist
from services.checklists.places import Place, place_of
from services.identity.access_levels import signed_in
from services.identity.models import User
from services.online import evidence, pages, places, timeline
from services.online.asked import awaiting
from services.online.checking import awaited
from services.online.doors import of_what_is_sent

TONES = {CaseState.RECEIVED: "active", CaseState.MORE_NEEDED: "attention", CaseState.DECIDED: "good"}


@dataclass(frozen=True, slots=True)
class Said:
    """One message from the council."""

    at: datetime
    text: str


@of_what_is_sent
@require_safe
def track(request: HttpRequest, application: Application) -> HttpResponse:
    """Show where a sent application stands."""
    if application.is_draft:
        return redirect(places.page(application, "go_on"))
    context = pages.frame(
        application,
        case=application.case,
        tone=TONES[CaseState(application.case.state)],
        said=messages_of(application),
        awaited=awaited(application),
        refused=refused_files(application),
        entries=timeline.entries(application),
        may_add=may_add(request, application),
        add=places.page(application, "add"),
    )
    return render(request, "online/track.html", context)


def messages_of(application: Application) -> list[Said]:
    """Return what the council has written about a case, newest first. One query."""
    context = f"case-message:{application.pk}"
    rows = application.case.messages.order_by("-written_at", "-id")
    return [Said(row.written_at, open_text(application.box, row.text, context=context)) for row in rows]


def refused_files(application: Application) -> list[str]:
    """Return the names of files that the scanner turned down: they have to be sent again."""
    uploads = uploads_of(application).filter(state=Upload.State.REFUSED)
    return [evidence.name_of(upload, application) for upload in uploads]


def may_add(request: HttpRequest, application: Application) -> bool:
    """Return whether a signed-in citizen could put the application into their account."""
    user = request.user
    return isinstance(user, User) and not user.is_staff and application.owner_id is None


@of_what_is_sent
@require_POST
def add(request: HttpRequest, application: Application) -> HttpResponse:
    """Put an application that was opened with a code into the account that is signed in."""
    if not may_add(request, application) or not isinstance(request.user, User):
        return redirect(places.page(application, "go_on"))
    add_to_account(application=application, user=request.user)
    messages.success(request, _("We have added it to your account."))
    return redirect("online:mine")


@signed_in
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List everything in a citizen's account, with what to do next."""
    if not isinstance(request.user, User):
        return redirect("online:resume")
    found = list(of_owner(request.user))
    drafts = [item for item in found if item.is_draft]
    context = {
        "drafts": drafts,
        "awaiting": awaiting(drafts) if drafts else set(),
        "sent": [item for item in found if not item.is_draft],
        "appointments": appointments_of(found),
        "checklists": checklists_of(request.user),
    }
    return render(request, "online/mine.html", context)


def checklists_of(user: User) -> list[Place]:
    """Return where the checklists in a citizen's account are, the last used first. One query."""
    events = Checklist.objects.filter(owner=user).order_by("-used_at").values_list("event", flat=True)
    return [place for event in events if (place := place_of(event))]


def appointments_of(applications: list[Application]) -> list[Appointment]:
    """Return the appointments that belong to applications, earliest first. One query."""
    found = Appointment.objects.confirmed().filter(application__in=applications)
    return list(found.select_related("type", "office").order_by("start_at"))
