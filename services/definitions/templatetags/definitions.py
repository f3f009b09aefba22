"""Template tags for forms: a document's words in the reader's language, and an answer to read."""

from collections.abc import Mapping

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from services.definitions import languages, sentences
from services.definitions.display import answer_lines
from services.definitions.kinds import Question
from services.definitions.rules import Value

register = template.Library()


def _language() -> str:
    return get_language() or "en"


@register.filter
def words(texts: Mapping[str, str] | None) -> str:
    """Return a document's text in the page's language, or marked as being in another."""
    return languages.shown(texts, _language())


@register.filter
def plain_words(texts: Mapping[str, str] | None) -> str:
    """Return a document's text for a place that takes no marks, such as the page's title."""
    return sentences.words(dict(texts or {}), _language())


@register.filter
def paragraphs(texts: Mapping[str, str] | None) -> list[str]:
    """Return the paragraphs of a document's text, each as `words` would return it."""
    return languages.paragraphs(texts, _language())


@register.simple_tag
def answer(question: Question, value: Value, files: Mapping[str, str] | None = None) -> str:
    """Return an answer as it is read back, drawn by kinds/<kind>/review.html.

    `files` gives the names of uploaded files by id. None reads "Not answered".
    """
    lines = answer_lines(question, value, _language(), files=files)
    if value is None:
        return lines[0]
    return render_to_string(f"kinds/{question.kind}/review.html", {"question": question, "lines": lines})
