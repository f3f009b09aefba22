"""The list of what needs doing, in the admin: whose, which kind, which language; and as a table."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from content.tasks.found import Kind
from content.tasks.listing import Reader, Task, every_task
from services.delivery.tables import harmless

A_PAGE = 50
MINE, TEAM, ALL = "", "team", "all"


class Filter(forms.Form):
    """Which tasks are listed."""

    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            (MINE, pgettext_lazy("tasks", "Mine")),
            (TEAM, pgettext_lazy("tasks", "My team’s")),
            (ALL, pgettext_lazy("tasks", "Everybody’s")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", pgettext_lazy("tasks", "Everything")), *Kind.choices]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )

    def applied(self, tasks: list[Task], user: Any) -> list[Task]:
        """Return what was asked for. What is not understood asks for nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        whose, kind, language = (wanted.get(name, "") for name in ("whose", "kind", "language"))
        if whose != ALL:
            reader = Reader.of(user)
            tasks = [
                task for task in tasks if reader.has(task) or (whose == TEAM and reader.is_in_team_of(task))
            ]
        if kind:
            tasks = [task for task in tasks if task.found.kind == kind]
        if language:
            tasks = [task for task in tasks if task.page.locale.language_code == language]
        return tasks


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List what needs doing, one's own unless another choice is made."""
    chosen = Filter(request.GET, label_suffix="")
    found = chosen.applied(every_task(), request.user)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "filter": chosen,
        "rows": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
        "number": len(found),
        "query": query.urlencode(),
    }
    return render(request, "content/tasks/listed.html", context)


COLUMNS = ("since", "kind", "language", "page", "why", "owner", "backup", "teams", "link")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the same list as a table (CSV, UTF-8 with a mark by which spreadsheets know it)."""
    found = Filter(request.GET).applied(every_task(), request.user)
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for task in found:
        cells = (
            task.found.since.isoformat(),
            str(task.found.kind.label),
            task.page.locale.language_code,
            task.page.title,
            task.found.why,
            task.owner.get_full_name() if task.owner else "",
            task.care.backup.get_full_name() if task.care.backup else "",
            ", ".join(team.name for team in task.care.teams),
            request.build_absolute_uri(task.where),
        )
        writer.writerow([harmless(cell) for cell in cells])
    answer = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="tasks.csv"'
    return answer


urlpatterns = [path("", listed, name="listed"), path("tasks.csv", export, name="export")]
