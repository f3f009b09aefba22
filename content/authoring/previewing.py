"""A draft as each channel would show it, in each language, through the channels' own templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.authoring.compile import Compiled
from content.authoring.placing import told
from services.assisted.script import asking
from services.definitions.channels import Channel
from services.definitions.document import Document, Step
from services.definitions.rules import Scope
from services.definitions.screen.fields import StepForm, step_form
from services.definitions.sentences import say
from services.paper.prints import Print
from services.paper.sheets import draft_form

CHANNELS = {
    "web": gettext_lazy("On the web"),
    "phone": gettext_lazy("Phone script"),
    "paper": gettext_lazy("On paper"),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """One step as someone would see it, and when they would."""

    step: Step
    form: StepForm
    condition: str
    repeat: str


def modes() -> list[tuple[str, Any]]:
    """Return every channel in every language of the site, for the list in the editor."""
    return [
        (f"{channel}-{code}", f"{label}: {name}")
        for channel, label in CHANNELS.items()
        for code, name in settings.LANGUAGES
    ]


def show(compiled: Compiled, request: HttpRequest, mode: str) -> HttpResponse:
    """Return the form as a channel shows it; what stops it instead, if it is no document yet."""
    channel, _dash, language = mode.partition("-")
    document = compiled.document
    if document is None:
        return render(request, "content/authoring/unready.html", {"problems": told(compiled.faults)})
    with translation.override(language):
        if channel == "paper":
            pdf = draft_form(document, language=language, size=Print.STANDARD).pdf
            return HttpResponse(pdf, content_type="application/pdf")
        seen = {"document": document, "screens": list(_screens(document, channel, language))}
        return render(request, "content/authoring/preview.html", seen)


def _screens(document: Document, channel: str, language: str) -> Iterator[Screen]:
    """Yield every step, whatever its condition."""
    through = Channel.PHONE if channel == "phone" else Channel.ONLINE
    scope = Scope({}, timezone.localdate(), through)
    for step in document.steps:
        shown: Step | None = _always(step)
        if channel == "phone":
            shown = asking(_always(step), {}, scope, {}, channel=through).open
        if shown is not None:
            face = "script" if channel == "phone" else "online"
            form = step_form(shown, scope=scope, language=language, face=face)
            repeat = (
                document.repeats_by_key[step.repeat].title if step.repeat in document.repeats_by_key else {}
            )
            yield Screen(step, form, _conditions(step, document, language), repeat.get(language, ""))


def _always(step: Step) -> Step:
    """Return the step with everything in it asked."""
    questions = tuple(each.model_copy(update={"when": None}) for each in step.questions)
    blocks = tuple(each.model_copy(update={"when": None}) for each in step.blocks)
    return step.model_copy(update={"questions": questions, "blocks": blocks})


def _conditions(step: Step, document: Document, language: str) -> str:
    if step.when is None:
        return ""
    try:
        return _("Only asked if %(condition)s.") % {"condition": say(step.when, document, language)}
    except KeyError:  # the rule names a question that is not there: a fault says so
        return ""
