"""What a checker says of someone's answers, on paper to take along."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from services.applications.models import Application
from services.applications.queries import answers_of
from services.definitions.channels import Channel
from services.definitions.checkers.judging import Judgement, Result, Told, result_of
from services.definitions.display import answer_lines
from services.definitions.document import Document
from services.definitions.languages import paragraphs, shown
from services.definitions.sentences import words
from services.documents import Document as Pdf
from services.paper.direction import direction
from services.paper.prints import Print
from services.paper.sender import sender
from services.paper.sheets import Sheet, printed


@dataclass(frozen=True, slots=True)
class Found:
    """One requirement as the sheet shows it."""

    title: str
    found: str
    """How it came out, in a word or two. Empty if the outcome does not depend on it."""
    words: list[str]
    because: list[tuple[str, list[tuple[str, str]]]]
    """Questions, each with the lines of its answer and the way they run."""
    missing: list[str]


def result_sheet(
    application: Application, *, language: str, channel: Channel, size: Print = Print.STANDARD
) -> Pdf:
    """Return the result of a checker's answers so far."""
    document = application.document
    result = result_of(document, answers_of(application), channel=channel, today=timezone.localdate())
    with override(language):
        title = _("Your result: %(form)s") % {"form": words(document.title, language)}
        sheet = Sheet(
            title=title,
            running=_("Your result"),
            sender=sender(language),
            language=language,
            print=size,
            more={
                "form": shown(document.title, language),
                "outcome": paragraphs(result.words(document), language),
                "so_far": not result.journey.complete,
                "on": timezone.localdate(),
                "findings": [_found(document, result, each, language) for each in result.judgements],
            },
        )
        return printed("paper/result.html", sheet)


def _found(document: Document, result: Result, judgement: Judgement, language: str) -> Found:
    sentences = {
        "met": pgettext("a requirement", "Met"),
        "not_met": pgettext("a requirement", "Not met"),
        "not_known": pgettext("a requirement", "Not known yet"),
    }
    return Found(
        shown(judgement.requirement.title, language),
        sentences[judgement.found] if judgement.requirement.decides else "",
        paragraphs(judgement.words, language),
        []
        if judgement.missing
        else [
            (shown(told.label, language), _lines(told, language))
            for told in result.told(document, judgement.because)
        ],
        [shown(told.label, language) for told in result.told(document, judgement.missing)],
    )


def _lines(told: Told, language: str) -> list[tuple[str, str]]:
    if told.question is None:
        return [(_("What you listed"), direction(_("What you listed")))]
    lines = answer_lines(told.question, told.value, language)
    return [(line, direction(strip_tags(line))) for line in lines]
