"""Beside the editor of a page: who looks after it, the look at whether it is right, and earlier looks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from content.governance.caring import care_of, look_after, review
from content.governance.forms import CareForm, ReviewForm
from content.governance.owning import is_free, own_teams
from content.models.governance import Governance, ReviewLog, ReviewOutcome
from content.tasks.changed import changes_since_review

LOOKS_SHOWN = 20


def _page(request: HttpRequest, pk: int) -> Page:
    """Return a page that this person may review: who may change its people, its owner and its backup.

    Raises PermissionDenied.
    """
    found = get_object_or_404(Page.objects.select_related("locale"), pk=pk, alias_of=None, depth__gt=1)
    page: Page = found.specific
    named = care_of([page])[page.pk]
    if request.user not in (named.owner, named.backup) and not _may_name(page, request.user):
        raise PermissionDenied
    return page


def _may_name(page: Page, user: Any) -> bool:
    """Tell whether somebody may say who looks after a page: who may change it, and managers."""
    return is_free(user) or page.permissions_for_user(user).can_edit()


@require_http_methods(["GET", "HEAD", "POST"])
def care(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who looks after a page, and what changed since somebody looked; by POST, keep who does."""
    page = _page(request, pk)
    if request.method == "POST" and not _may_name(page, request.user):
        raise PermissionDenied
    row = Governance.objects.filter(page=page).first() or Governance(page=page)
    form = CareForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        if not row.review_on:
            row.review_on = row.next_review_on
        look_after(page, row, form.cleaned_data["teams"], by=request.user)  # type: ignore[arg-type]  # staff
        messages.success(request, _("Kept."))
        return redirect("governance:care", pk)
    return _shown(request, page, form, ReviewForm())


@require_POST
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that somebody looked at a page."""
    page = _page(request, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        row = Governance.objects.filter(page=page).first() or Governance(page=page)
        return _shown(request, page, CareForm(instance=row), form)
    given: dict[str, Any] = form.cleaned_data
    outcome = ReviewOutcome(given["outcome"])
    review(page, outcome=outcome, note=given["note"], by=request.user)  # type: ignore[arg-type]  # staff
    messages.success(request, _("Your review is kept."))
    return redirect("governance:care", pk)


def _shown(request: HttpRequest, page: Page, form: CareForm, looked: ReviewForm) -> HttpResponse:
    context = {
        "page": page,
        "care": care_of([page])[page.pk],
        "form": form,
        "looked": looked,
        "fixed": [] if is_free(request.user) else _fixed(form, request.user),
        "changes": changes_since_review([page.pk]).get(page.pk, []),
        "looks": ReviewLog.objects.filter(page=page).select_related("by")[:LOOKS_SHOWN],
        "may_name": _may_name(page, request.user),
        "may_edit": page.permissions_for_user(request.user).can_edit(),
    }
    return render(request, "content/governance/care.html", context)


def _fixed(form: CareForm, user: Any) -> list[Any]:
    """Return the teams of the page that this person cannot take away."""
    row = form.instance
    return list(row.teams.exclude(pk__in=own_teams(user))) if row.pk else []


urlpatterns = [
    path("<int:pk>/", care, name="care"),
    path("<int:pk>/reviewed/", reviewed, name="reviewed"),
]
