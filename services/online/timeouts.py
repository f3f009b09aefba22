"""When a page has closed: what was typed is kept, and the person is told how to come back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from services.applications import access
from services.applications.actions import catch_up, keep_typed, keep_typed_before
from services.applications.errors import FormChanged, NotDraft, NotOpen, RowGone
from services.applications.models import Application
from services.definitions.errors import FormUnknown
from services.definitions.publishing import current_version
from services.definitions.rules import Scope
from services.definitions.screen.fields import step_form
from services.online import browsers, changed
from services.online.drafts import ONLINE

PASS = "step-pass"  # noqa: S105 -- the name of the hidden field, not a secret
STEP_PAGES = ("step", "row_step")


def closed(request: HttpRequest) -> HttpResponse:
    """Answer someone whose session is over: keep what they sent, say how to go on."""
    match = request.resolver_match
    pk: UUID | None = match.kwargs.get("application") if match else None
    form = match.kwargs.get("form", "") if match else ""
    context: dict[str, Any] = {"kept": keep_by_pass(request), "start": reverse("online:start", args=[form])}
    if _is_checker(form):
        return render(request, "online/closed_checker.html", context, status=403)
    if pk and browsers.remembers(request, pk):
        context["reopen"] = reverse("online:reopen", args=[form, pk])
    return render(request, "online/closed.html", context, status=403)


def _is_checker(form: str) -> bool:
    try:
        return current_version(form).document.is_checker
    except FormUnknown:
        return False


def keep_by_pass(request: HttpRequest) -> bool:
    """Keep what a step's form sent, if it carries the pass that the form was made with.

    Works without a session and after a failed CSRF check: the pass only lets typing be kept, and
    nobody else can have it. Returns whether something was kept.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or match.url_name not in STEP_PAGES:
        return False
    try:
        application = catch_up(access.for_typing(request.POST.get(PASS, ""), match.kwargs["application"]))
        return keep(request, application)
    except (NotOpen, NotDraft, RowGone, FormChanged):
        return False


def keep(request: HttpRequest, application: Application) -> bool:
    """Keep what was sent to a step of the document, whether or not it is asked now. Raises RowGone.

    A page that was made from an earlier version of the form is read as that version asked it.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None:
        return False
    key, row = match.kwargs.get("step", ""), match.kwargs.get("row", "")
    earlier = changed.sent_from(request, application, key)
    step = (earlier or application.version).document.steps_by_key.get(key)
    if step is None:
        return False
    everything = step.model_copy(
        update={"questions": tuple(q.model_copy(update={"when": None}) for q in step.questions)}
    )
    scope = Scope({}, timezone.localdate(), ONLINE)
    form = step_form(everything, scope=scope, language=get_language() or "en", data=request.POST)
    if not form.has_typing:
        return False
    old = earlier is not None or application.closed_at is not None
    keeps = keep_typed_before if old else keep_typed
    keeps(application=application, step=step.key, typed=form.typed, channel=ONLINE, row=row)
    return True
