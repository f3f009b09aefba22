"""Two windows, or a citizen and an adviser: where one question got two answers, show both and let choose."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from services.applications import meanwhile
from services.applications.which import MINE, ClashForm
from services.definitions.document import Step
from services.definitions.journey import Values
from services.online import pages
from services.online.drafts import Draft

ASKED = "step-clashed"
"""The questions whose two answers a page has shown."""
_CHOSEN = "step-which-"


def not_chosen(data: QueryDict) -> list[str]:
    """Return the questions with two answers of which none was chosen."""
    return [key for key in data.getlist(ASKED) if not data.get(_CHOSEN + key)]


def theirs(data: QueryDict) -> Mapping[str, str]:
    """Return the marks of the other answers that were chosen, by question."""
    chosen = {key: data.get(_CHOSEN + key, MINE) for key in data.getlist(ASKED)}
    return {key: found for key, found in chosen.items() if found != MINE}


def put(
    request: HttpRequest, draft: Draft, step: Step, row: str, values: Values, keys: Collection[str]
) -> HttpResponse:
    """Show both answers to each of these questions. What was sent goes along, to be sent again."""
    application = draft.application
    found = [
        replace(
            clash, source=replace(clash.source, keyed_by="")
        )  # which of our staff it was, the timeline tells
        for clash in meanwhile.clashes(application, step, row, values, keys)
    ]
    known = {clash.question.key: clash.theirs for clash in found}
    form = ClashForm(found, request.POST if request.POST.getlist(ASKED) else None)
    context = pages.frame(
        application,
        form=form,
        has_errors=bool(form.errors),
        sent=[(name, text) for name, texts in request.POST.lists() if _is_sent_again(name) for text in texts],
        asked=[clash.question.key for clash in found],
        seen=meanwhile.marks(application, step.questions, row, {**draft.values_at(row), **known}),
    )
    return render(request, "online/clash.html", context, status=409)


def _is_sent_again(name: str) -> bool:
    own = ("csrfmiddlewaretoken", meanwhile.FIELD, ASKED)
    return name not in own and not name.startswith(_CHOSEN) and not name.endswith("-current_step")
