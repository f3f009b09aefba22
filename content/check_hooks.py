"""What the admin does at the gate where Wagtail asks no class of ours: editor, bulk, copy, dashboard."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from content.gate import against, dismiss, problems, record, unanswered
from content.models import Outcome, PublishCheckRun, ScheduleFailure
from content.publishing import outcome_of, stops_copies


def keep_reason(request: HttpRequest, page: Any) -> None:
    """Keep the reason given for a page that was just made: before, there was nothing to keep it with."""
    reason = request.POST.get("reason", "").strip()
    if reason and hasattr(page, "stops") and any(name.startswith("action-") for name in request.POST):
        for each in unanswered(page, problems(page)):
            dismiss(page, each, reason=reason, by=request.user)


def last_look(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Look at what was saved right before the editor publishes it: it runs Wagtail's own action, not ours."""
    if not hasattr(page, "stops"):
        return None
    keep_reason(request, page)
    found = problems(page)
    held = against(page, found, request.user)
    for each in held:
        messages.error(request, each.line)
    if held:
        revision = page.get_latest_revision()
        record(page, found, revision=revision, by=request.user, outcome=Outcome.REFUSED)
    return redirect("wagtailadmin_pages:edit", page.pk) if held else None


def keep_result(request: HttpRequest, page: Any) -> None:
    """Keep what was found when the editor published, unless our own action has."""
    revision = page.get_latest_revision()
    known = PublishCheckRun.objects.filter(revision=revision).exclude(outcome=Outcome.REFUSED)
    if revision is None or not hasattr(page, "stops") or known.exists():
        return
    newest = revision.as_object()
    record(newest, problems(newest), revision=revision, by=request.user, outcome=outcome_of(newest))


def hold_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Publish none of the chosen pages if one of them may not go live, and say which and why."""
    if action_type != "publish":
        return None
    chosen = {page.pk: page for page in objects}
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        chosen |= {each.pk: each for page in objects for each in page.get_descendants().not_live()}
    held = [f"{page}: {reason}" for page in chosen.values() for reason in _newest_stops(page, request.user)]
    for line in held:
        messages.error(request, line)
    return redirect(action.next_url) if held else None


def _newest_stops(page: Page, user: Any) -> list[str]:
    newest = page.get_latest_revision_as_object()
    return list(newest.stops(user)) if hasattr(newest, "stops") else []


def hold_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Make no copy that would be live at once and may not be."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    found = stops_copies(page, recursive=bool(request.POST.get("copy_subpages")), by=request.user)
    for reason in found:
        messages.error(request, reason)
    return redirect("wagtailadmin_pages:copy", page.pk) if found else None


class FailuresPanel(Component):
    """On the dashboard: what could not be done at its time."""

    order = 50
    template_name = "content/checks/failures.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add `failures`, the earliest first, each with the address of its editor if the reader has one."""
        finder = AdminURLFinder(parent_context["request"].user)
        return {"failures": [(each, _editor_of(each, finder)) for each in ScheduleFailure.still_open()]}


def _editor_of(failure: ScheduleFailure, finder: AdminURLFinder) -> str:
    model = failure.content_type.model_class()
    instance = model and model._default_manager.filter(pk=failure.object_id).first()
    return (instance and finder.get_edit_url(instance)) or ""
