"""What a checker's answers mean, in words: for someone who works it out with a pen."""

from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from services.definitions.document import Document
from services.definitions.languages import paragraphs, shown
from services.definitions.sentences import say


@dataclass(frozen=True, slots=True)
class InWords:
    """One requirement with its condition as a sentence."""

    title: str
    condition: str
    met: list[str]
    not_met: list[str]
    decides: bool


def in_words(document: Document, language: str) -> list[InWords]:
    """Return every requirement of a checker, in the language in use."""
    return [
        InWords(
            shown(each.title, language),
            _("This is so if %(condition)s.") % {"condition": strip_tags(say(each.rule, document, language))},
            paragraphs(each.met, language),
            paragraphs(each.not_met, language),
            each.decides,
        )
        for each in document.requirements
    ]
