"""Somebody else answered meanwhile: show both answers, and let the person say which is right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from services.applications import meanwhile
from services.applications.actions import keep_typed, save_step
from services.applications.meanwhile import Clash
from services.applications.models import Application
from services.applications.queries import typed_of
from services.applications.snapshot import snapshot_of
from services.applications.which import MINE, ClashForm
from services.assisted import changed, keying
from services.assisted.models import AssistedSession
from services.assisted.views.entrance import adviser, post_only
from services.assisted.views.place import enter
from services.definitions.channels import Channel
from services.definitions.journey import Values
from services.definitions.rules import Scope
from services.definitions.screen.controls import html_name
from services.definitions.screen.fields import step_form
from services.identity.actors import Actor


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes into which application, as what, and what their page had seen."""

    session: AssistedSession
    application: Application
    by: Actor
    channel: Channel
    row: str
    seen: meanwhile.Marks | None
    sheets: Mapping[str, str] = field(default_factory=dict)
    """The page of paper that each answer is keyed from, by question."""

    @transaction.atomic
    def save(self, step: str, values: Values) -> list[Clash]:
        """Save a step's answers but those that somebody else gave meanwhile; return these with both.

        What was typed of them is kept. Raises what `save_step` raises.
        """
        keys = self.write(step, values, seen=self.seen).clashing
        found = self.clashes(step, values, keys) if keys else []
        if found:
            typed = {clash.question.key: clash.question.unread(clash.mine) for clash in found}
            keep_typed(
                application=self.application, step=step, typed=typed, channel=self.channel, row=self.row
            )
        return found

    def clashes(self, step: str, values: Values, keys: Collection[str]) -> list[Clash]:
        """Return both answers to each of these questions of a step."""
        return meanwhile.clashes(
            self.application, self.application.document.steps_by_key[step], self.row, values, keys
        )

    def write(self, step: str, values: Values, *, seen: meanwhile.Marks | None = None) -> meanwhile.Since:
        """Save answers, over whatever is there if nothing is said of what was `seen`."""
        return save_step(
            application=self.application,
            step=step,
            row=self.row,
            values=values,
            by=self.by,
            channel=self.channel,
            given_by=self.session.speaker,
            seen=seen,
            sheets=self.sheets,
        )


def put(
    request: HttpRequest,
    writing: Writing,
    found: list[Clash],
    onward: str,
    form: ClashForm | None = None,
) -> HttpResponse:
    """Show both answers to each question. `onward` is where the adviser goes on after that."""
    context = {
        "session": writing.session,
        "form": form or ClashForm(found),
        "has_errors": bool(form and form.errors),
        "keys": [clash.question.key for clash in found],
        "typed": [pair for clash in found for pair in _sent_again(clash)],
        "row": writing.row,
        "seen": request.POST.get(meanwhile.FIELD, ""),
        "on_paper": writing.channel is Channel.PAPER,
        "onward": onward,
    }
    return render(request, "assisted/clash.html", context, status=409)


@adviser
@post_only
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Save the answers that the person says are right."""
    session, application, by, _journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application):
        return elsewhere
    on_paper, seen = bool(request.POST.get("step-on-paper")), meanwhile.seen_by(request.POST) or {}
    channel = Channel.PAPER if on_paper else Channel(session.channel)
    writing = Writing(session, application, by, channel, request.POST.get("step-row", ""), seen)
    onward = request.POST.get("step-onward", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = reverse("assisted:session", args=[pk])
    typed = _typed(request, writing, set(request.POST.getlist("step-keys")))
    known = snapshot_of(application).values_at(writing.row) or {}
    found = [clash for step, values in typed.items() for clash in _still(writing, known, step, values)]
    form = ClashForm(found, request.POST)
    if not form.is_valid():
        return put(request, writing, found, onward, form)
    for step, values in typed.items():
        others = typed_of(application, step, writing.row) or {}
        writing.write(
            step, {key: value for key, value in values.items() if form.cleaned_data.get(key) == MINE}
        )
        if others := {key: text for key, text in others.items() if key not in values}:
            keep_typed(application=application, step=step, typed=others, channel=channel, row=writing.row)
    return redirect(onward)


def _still(writing: Writing, known: Values, step: str, values: Values) -> list[Clash]:
    """Return what still clashes of a step."""
    seen = writing.seen or {}
    others = meanwhile.since(writing.application, seen, row=writing.row, known=known, values=values)
    return writing.clashes(step, values, others.clashing)


def _sent_again(clash: Clash) -> list[tuple[str, str]]:
    """Return what was typed as the fields that send it: what is kept of it may be gone by then."""
    parts = clash.question.unread(clash.mine).items()
    texts = ((part, [text] if isinstance(text, str) else text) for part, text in parts)
    return [(html_name(clash.question, part), text) for part, several in texts for text in several]


def _typed(request: HttpRequest, writing: Writing, keys: set[str]) -> dict[str, Values]:
    """Return the answers that were typed, by step."""
    document = writing.application.document
    steps = {document.step_of[key].key: document.step_of[key] for key in keys if key in document.questions}
    found: dict[str, Values] = {}
    for step in steps.values():
        form = step_form(
            keying.as_on_paper(step),
            scope=Scope({}, timezone.localdate(), writing.channel),
            language=get_language() or "en",
            data=request.POST,
            lenient=True,
        )
        form.is_valid()
        found[step.key] = {key: value for key, value in form.values.items() if key in keys}
    return found
