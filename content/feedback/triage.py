"""The pages of the admin on which editors read feedback and say what becomes of it."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Revision

from content.feedback.keeping import decide, published, versions_since
from content.feedback.seeing import counts, owned_first, seen_by
from content.models import FeedbackState, PageFeedback
from content.models.feedback import FeedbackQuerySet
from services.delivery.tables import harmless
from services.identity.roles import StaffRole, has_role

A_PAGE = 50
OPEN, ALL, MINE = "open", "all", "mine"


class Filter(forms.Form):
    """Which feedback is listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", pgettext_lazy("feedback", "Open")),
            *FeedbackState.choices,
            (ALL, pgettext_lazy("feedback", "All")),
        ],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("All languages")), *settings.LANGUAGES],
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Whose pages"),
        required=False,
        choices=[("", gettext_lazy("All pages")), (MINE, gettext_lazy("Pages I own"))],
    )
    page = forms.ChoiceField(label=gettext_lazy("Page"), required=False)

    def __init__(self, data: Any, *, seen: FeedbackQuerySet) -> None:
        super().__init__(data)
        titles = seen.exclude(page=None).values_list("page", "page__title").distinct().order_by("page__title")
        paths = seen.filter(page=None).values_list("path", "path").distinct().order_by("path")
        chosen: Any = self.fields["page"]
        chosen.choices = [("", _("All pages")), *((str(pk), title) for pk, title in titles), *paths]

    def applied(self, found: FeedbackQuerySet, user: Any) -> FeedbackQuerySet:
        """Return what was asked for. What is not understood asks for nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        state, page = wanted.get("state", ""), wanted.get("page", "")
        if not state:
            found = found.still_open()
        elif state != ALL:
            found = found.told().filter(state=state)
        else:
            found = found.told()
        if wanted.get("language"):
            found = found.filter(language=wanted["language"])
        if wanted.get("owner"):
            found = found.filter(page__owner=user)
        if page:
            found = found.filter(page=page) if page.isdigit() else found.filter(page=None, path=page)
        return found


class Decision(forms.Form):
    """What becomes of one comment."""

    state = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=[choice for choice in FeedbackState.choices if choice[0] != FeedbackState.NEW],
        widget=forms.RadioSelect,
    )
    fixed_in = forms.ModelChoiceField(
        label=gettext_lazy("If it is fixed: the version that did it"),
        queryset=Revision.objects.none(),
        required=False,
        empty_label=None,
    )
    note = forms.CharField(
        label=gettext_lazy("Note for your colleagues"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, *, feedback: PageFeedback) -> None:
        super().__init__(data, initial={"fixed_in": published(feedback.page)}, label_suffix="")
        self.needs_version = feedback.page is not None
        versions: Any = self.fields["fixed_in"]
        versions.queryset = versions_since(feedback)
        versions.label_from_instance = lambda each: called(each, published(feedback.page))
        if not versions.queryset.exists():
            del self.fields["fixed_in"]

    def clean(self) -> dict[str, Any]:
        """Ask for a version wherever something was fixed that has versions."""
        cleaned = super().clean() or {}
        fixed = cleaned.get("state") == FeedbackState.FIXED
        if fixed and self.needs_version and not cleaned.get("fixed_in"):
            self.add_error("state", _("Nobody has changed the page since. Publish the change first."))
        return cleaned


def called(revision: Revision, live: int | None) -> str:
    """Return how a version is called: its time, who wrote it, whether the public reads it."""
    when = date_format(localtime(revision.created_at), "j F Y, H:i")
    words = [when, str(revision.user or "")] + ([_("published now")] if revision.pk == live else [])
    return " – ".join(filter(None, words))


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List feedback, open first of all, and how often each page was called useful."""
    seen = seen_by(request.user)  # type: ignore[arg-type]  # the gate lets in staff only
    chosen = Filter(request.GET, seen=seen)
    found = owned_first(chosen.applied(seen, request.user), request.user)  # type: ignore[arg-type]  # as above
    rows = Paginator(found.select_related("page__owner"), A_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "filter": chosen,
        "rows": rows,
        "counts": counts(seen),
        "query": query.urlencode(),
        "may_export": has_role(request.user, StaffRole.MANAGER),  # type: ignore[arg-type]  # as above
    }
    return render(request, "content/feedback/listed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one comment; by POST, decide what becomes of it."""
    seen = seen_by(request.user)  # type: ignore[arg-type]  # the gate lets in staff only
    feedback = get_object_or_404(seen.told().select_related("page__owner", "fixed_in__user"), pk=pk)
    form = Decision(request.POST if request.method == "POST" else None, feedback=feedback)
    if form.is_valid():
        decide(
            pk,
            state=FeedbackState(form.cleaned_data["state"]),
            by=request.user,  # type: ignore[arg-type]  # as above
            note=form.cleaned_data["note"],
            fixed_in=form.cleaned_data.get("fixed_in"),
        )
        messages.success(request, _("Kept: %(state)s.") % {"state": feedback_state(form)})
        return redirect("page_feedback:listed")
    live = published(feedback.page)
    context = {
        "feedback": feedback,
        "form": form,
        "decisions": feedback.decisions.select_related("by"),
        "fixed_in": called(feedback.fixed_in, live) if feedback.fixed_in else "",
        "newest": versions_since(feedback).first(),
    }
    return render(request, "content/feedback/item.html", context)


def feedback_state(form: Decision) -> str:
    """Return what was decided, in words."""
    return str(FeedbackState(form.cleaned_data["state"]).label)


COLUMNS = ("day", "language", "path", "page", "useful", "doing", "wrong", "state", "fixed_in")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give all feedback as a table, for managers (CSV, UTF-8 with a mark by which spreadsheets know it)."""
    if not has_role(request.user, StaffRole.MANAGER):  # type: ignore[arg-type]  # the gate lets in staff only
        raise PermissionDenied
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in PageFeedback.objects.select_related("page").order_by("given_on", "pk").iterator():
        cells = (
            each.given_on.isoformat(),
            each.language,
            each.path,
            each.page.title if each.page else "",
            "yes" if each.useful else "no",
            each.doing,
            each.wrong,
            each.state,
            str(each.fixed_in_id or ""),
        )
        writer.writerow([harmless(cell) for cell in cells])
    answer = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="feedback.csv"'
    return answer
