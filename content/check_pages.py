"""Beside the editor of a page: everything the gate found, what was dismissed and why, and earlier results."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from wagtail.models import Page

from content.checks.findings import Weight
from content.gate import dismiss, dismissed, problems
from content.models import PublishCheckRun

RUNS_SHOWN = 20


def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the gate says of the newest draft; take the reason for which a finding is dismissed."""
    page = get_object_or_404(Page, pk=pk, alias_of=None).specific
    if not hasattr(page, "stops") or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    newest = page.get_latest_revision_as_object()
    found = problems(newest)
    missing = ""
    if request.method == "POST":
        missing = _take(request, newest, found)
        if not missing:
            return redirect("checks:look", pk)
    reasons = dismissed(newest)
    context = {
        "page": newest,
        "stops": [each for each in found if each.weight is Weight.STOPS],
        "open": [each for each in found if each.weight != Weight.STOPS and each.signature not in reasons],
        "dismissed": [(each, reasons[each.signature]) for each in found if each.signature in reasons],
        "missing": missing,
        "runs": PublishCheckRun.objects.filter(page_id=pk).select_related("by")[:RUNS_SHOWN],
    }
    return render(request, "content/checks/look.html", context)


def _take(request: HttpRequest, page: Page, found: list[Any]) -> str:
    """Keep the reason. Return the signature of the finding for which none was given."""
    wanted = request.POST.get("signature", "")
    for each in found:
        if each.signature == wanted and each.weight is not Weight.STOPS:
            if not request.POST.get("reason", "").strip():
                return wanted
            dismiss(page, each, reason=request.POST["reason"], by=request.user)
    return ""


urlpatterns = [path("<int:pk>/", look, name="look")]
