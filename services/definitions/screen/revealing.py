"""Questions that another question of the same step asks: under which option, or in which words."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.definitions.document import Step
from services.definitions.kinds import Question, YesNo
from services.definitions.languages import shown
from services.definitions.rules import Equals, Includes, Rule, questions_in


def opener(rule: Rule | None) -> tuple[str, str]:
    """Return the question and option whose choice asks this one; two empty texts if it is not so simple."""
    match rule:
        case Equals(question=key, value=bool(value)):
            return key, "yes" if value else "no"
        case Equals(question=key, value=str(value)) | Includes(question=key, value=value):
            return key, value
    return "", ""


def only_if(rule: Rule | None, step: Step, language: str) -> Iterator[SafeString]:
    """Yield the line that says for whom a question is meant, if another one of the step decides it.

    Scripts hide the line where they hide and show the question itself.
    """
    decided_by = questions_in(rule) if rule else set()
    deciding = next((question for question in step.questions if question.key in decided_by), None)
    if deciding is None:
        return
    if answer := _answer_words(deciding, opener(rule)[1], language):
        line = format_html(_("Answer this only if you chose “{}”."), answer)
    else:
        label = shown(deciding.label, language)
        line = format_html(_("Leave this empty if it does not apply. It depends on “{}”."), label)
    yield format_html('<span class="any-only-if">{}</span>', line)


def _answer_words(question: Question, option: str, language: str) -> str:
    if isinstance(question, YesNo):
        return {"yes": _("Yes"), "no": _("No")}.get(option, "")
    for choice in getattr(question, "options", ()):
        if choice.key == option:
            return shown(choice.label, language)
    return ""
