"""Answers that are keyed twice, so that a slip of the finger shows: those of the kinds in KEYED_TWICE."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from services.definitions.document import Step
from services.definitions.screen.fields import StepForm

MARK = "_twice"
"""What the second field's name ends with."""


def keyed_twice(step: Step) -> Step:
    """Return the step with each question that is keyed twice followed by itself."""
    if not settings.KEYED_TWICE:
        return step
    questions = []
    for question in step.questions:
        questions.append(question)
        if question.kind in settings.KEYED_TWICE:
            questions.append(
                question.model_copy(update={"key": f"{question.key}{MARK}", "required": False, "when": None})
            )
    return step.model_copy(update={"questions": tuple(questions)})


def is_second(key: str) -> bool:
    """Tell whether a field only repeats another."""
    return key.endswith(MARK)


def compare(form: StepForm) -> None:
    """Mark what was keyed in two ways, and let go of the second time. Call it once the form was cleaned."""
    for second in [key for key in form.asked if is_second(key)]:
        first = second.removesuffix(MARK)
        typed = form.typed
        if first in form.asked and first not in form.errors and typed[first] != typed[second]:
            parts = form.asked[first].question.parts
            part = next((part for part in parts if typed[first].get(part) != typed[second].get(part)), "")
            text = _("You keyed this in two ways. Look at the paper and key it again.")
            form.add_error(first, ValidationError(text, params={"part": part or 0}))
        form.errors.pop(second, None)
        form.cleaned_data.pop(second, None)
