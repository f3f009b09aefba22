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
from content.authoring.naming import told
from content.authoring.sampling import sample
from services.assisted.script import asking
from services.definitions.channels import Channel
from services.definitions.checks.reaching import way_to
from services.definitions.display import answer_lines
from services.definitions.document import Document, Repeat, Step
from services.definitions.journey import Values
from services.definitions.rules import Scope
from services.definitions.saying_facts import as_read_today
from services.definitions.screen.fields import StepForm, step_form
from services.definitions.sentences import say, words
from services.paper.prints import Print
from services.paper.sheets import draft_form

CHANNELS = {
    "web": gettext_lazy("On the web"),
    "phone": gettext_lazy("Phone script"),
    "paper": gettext_lazy("On paper"),
}
COOKIE = "previewed_step"
EVERY = ""
FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Looked:
    """What the author wants to see: one step, or every one, as it is asked or with sample answers."""

    step: str = EVERY
    filled: bool = False

    def __str__(self) -> str:
        return f"{self.step}.{FILLED if self.filled else ''}"


@dataclass(frozen=True, slots=True)
class Screen:
    """One step as someone would see it, and when they would."""

    step: Step
    form: StepForm
    condition: str
    led_by: tuple[str, ...]
    """Sample answers that lead to it, each with its question."""
    repeat: Repeat | None


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
        return render(
            request, "content/authoring/unready.html", {"problems": told(compiled, compiled.faults)}
        )
    document = as_read_today(document)
    with translation.override(language):
        if channel == "paper":
            pdf = draft_form(document, language=language, size=Print.STANDARD).pdf
            return HttpResponse(pdf, content_type="application/pdf")
        looked = _looked_at(request, document)
        seen = {
            "document": document,
            "mode": mode,
            "looked": looked,
            "choices": list(_choices(document, language)),
            "screens": list(_screens(document, looked, channel, language)),
        }
        answer = render(request, "content/authoring/preview.html", seen)
    # The editor loads the preview anew after each change, without what was chosen in it.
    answer.set_cookie(COOKIE, str(looked), path="/admin/", httponly=True, samesite="Lax")
    return answer


def _looked_at(request: HttpRequest, document: Document) -> Looked:
    """Return what was chosen now, or before; every step if the form does not have that one."""
    chosen = getattr(request, "chosen", {})
    if "step" in chosen:
        looked = Looked(chosen["step"], FILLED in chosen)
    else:
        step, _dot, filled = request.COOKIES.get(COOKIE, "").partition(".")
        looked = Looked(step, filled == FILLED)
    return looked if looked.step in {EVERY, *document.steps_by_key} else Looked(filled=looked.filled)


def _choices(document: Document, language: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the title of each section with its steps: (key, title)."""
    for section in document.sections:
        steps = [
            (step.key, _titled(step, document, language))
            for step in document.steps
            if step.section == section.key
        ]
        yield words(section.title, language), steps


def _titled(step: Step, document: Document, language: str) -> str:
    title = words(step.heading, language)
    repeat = document.repeats_by_key.get(step.repeat or "")
    return f"{words(repeat.item, language)}: {title}" if repeat else title


def _screens(document: Document, looked: Looked, channel: str, language: str) -> Iterator[Screen]:
    """Yield the steps that the author wants to see, whatever their condition."""
    through = Channel.PHONE if channel == "phone" else Channel.ONLINE
    today = timezone.localdate()
    samples = {key: sample(each, today) for key, each in document.questions.items()} if looked.filled else {}
    for step in [document.steps_by_key[looked.step]] if looked.step else document.steps:
        way = way_to(document, step) if looked.filled and looked.step else {}
        values = {**samples, **way}
        scope = Scope(values, today, through)
        shown: Step | None = _always(step)
        if channel == "phone":
            shown = asking(_always(step), {}, scope, {}, channel=through).open
        if shown is not None:
            face = "script" if channel == "phone" else "online"
            yield Screen(
                step,
                step_form(shown, scope=scope, language=language, values=values, face=face),
                _conditions(step, document, language),
                tuple(_led_by(way, document, language)),
                document.repeats_by_key.get(step.repeat or ""),
            )


def _led_by(way: Values, document: Document, language: str) -> Iterator[str]:
    for key, value in way.items():
        question = document.questions[key]
        yield f"{words(question.label, language)} {', '.join(answer_lines(question, value, language))}"


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
