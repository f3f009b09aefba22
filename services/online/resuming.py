"""The one door back: reference, code and last name open an application, draft or sent, or a checklist."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from services.applications.actions import resume
from services.applications.choices import State
from services.applications.errors import ResumeRefused
from services.applications.models import Application
from services.applications.queries import with_everything
from services.checklists import access as checklists
from services.checklists import linking
from services.checklists import resuming as lists
from services.checklists.errors import ChecklistGone
from services.checklists.places import place_of
from services.errors import Refusal
from services.identity import throttle
from services.identity.access_levels import public
from services.identity.errors import CodeMistyped, ReferenceMistyped, TooManyTries
from services.online import browsers, drafts, facts, places
from services.online.drafts import ONLINE
from services.online.forms import ReopenForm, ResumeForm
from services.wording import explain

# Beside the limit for each reference (applications.actions.resume): one for each client's address,
# wide enough for a library or an office behind one address.
CLIENTS = throttle.Limit("resume-clients", burst=60, refill=timedelta(minutes=1))
REOPENING = throttle.Limit("reopen", burst=5, refill=timedelta(minutes=5))


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def resume_page(
    request: HttpRequest, reference: str = "", code: str = "", *, sent: bool = False
) -> HttpResponse:
    """Ask for reference, code and last name, or only the name if a link brought the others.

    `sent` words the page for someone who wants to know what became of what they sent.
    """
    known = bool(reference)
    filled = ResumeForm(request.POST if request.method == "POST" else None, known=known)
    status = 200
    if filled.is_valid():
        given = {"reference": reference, "code": code, **filled.cleaned_data}
        try:
            throttle.spend(client_address(request), CLIENTS)
            return _open(request, given)
        except (ResumeRefused, CodeMistyped, ReferenceMistyped, TooManyTries) as refusal:
            filled.add_error(_field_of(refusal, known=known), explain(refusal))
            status = refusal.status
    context = {
        "form": filled,
        "has_errors": bool(filled.errors),
        "known": known,
        "reference": reference,
        "sent": sent,
    }
    return render(request, "online/resume.html", context, status=status)


def _open(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """Open what the reference is of: nobody has to know whether it was a form or a checklist."""
    what = {"reference": given["reference"], "code": given["code"], "fact": given["last_name"]}
    by = drafts.person(request)
    if lists.by_reference(given["reference"]):
        row = lists.resume(**what, by=by, channel=ONLINE)
        place = place_of(row.event)
        if place is None:
            raise ChecklistGone
        checklists.let_in(request.session, row, place)
        return redirect(place.url)
    application = resume(**what, by=by, channel=ONLINE)
    linking.come_back(request.session, application)
    return browsers.let_in(request, redirect(_where(application)), application)


def _field_of(refusal: Refusal, *, known: bool) -> str | None:
    fields: dict[type[Refusal], str] = {CodeMistyped: "code", ReferenceMistyped: "reference"}
    return None if known else fields.get(type(refusal))


def _where(application: Application) -> str:
    if not application.is_draft:
        return places.page(application, "track")
    return places.page(application, "go_on")


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from: what our own proxy wrote last, where there is one."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, form: str, application: UUID) -> HttpResponse:
    """Open a page again that timed out in this browser, for someone who knows what is in the answers."""
    found = _remembered(request, form, application)
    if found is None:
        return redirect("online:resume")
    draft = drafts.of(found)
    by_name = bool(facts.last_names(draft))
    asks = by_name or bool(facts.births(draft))
    filled = ReopenForm(request.POST if request.method == "POST" else None, by_name=by_name)
    if request.method == "POST":
        throttle.spend(f"{found.pk}:{client_address(request)}", REOPENING)
        if not asks or (filled.is_valid() and facts.knows(draft, **_said(filled.cleaned_data))):
            throttle.forgive(f"{found.pk}:{client_address(request)}", REOPENING)
            linking.come_back(request.session, found)
            return browsers.let_in(request, redirect(places.page(found, "go_on")), found)
        if not filled.errors:
            filled.add_error(None, explain(NotKnown()))
    context = {"form": filled, "has_errors": bool(filled.errors), "asks": asks}
    return render(request, "online/reopen.html", context)


class NotKnown(Refusal):
    """What was said is not in the answers."""

    code = "not_in_answers"
    status = 403


def _said(cleaned: dict[str, Any]) -> dict[str, str]:
    born = cleaned.get("born")
    return {"name": cleaned.get("last_name", ""), "born": born.isoformat() if born else ""}


def _remembered(request: HttpRequest, form: str, pk: UUID) -> Application | None:
    if not browsers.remembers(request, pk):
        return None
    found = with_everything().filter(pk=pk, version__form__key=form)
    return found.exclude(state=State.ERASED).first()


@public
@require_safe
def farewell(request: HttpRequest, what: str) -> HttpResponse:
    """Say that everything was deleted, or that this browser has let go of the application."""
    return render(request, f"online/{what}.html")
