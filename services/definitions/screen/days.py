"""A date in a form of ours (a search, a closure), asked like the date questions of a document."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language

from services import wording
from services.definitions.kinds import Date
from services.definitions.kinds.base import Problem
from services.definitions.screen.fields import QuestionField


class DayField(QuestionField):
    """Day, month and year in three boxes. Its clean value is an ISO date, or None if left blank."""

    def __init__(self, name: str, label: str, *, required: bool = True, when_is: str = "past") -> None:
        language = get_language() or "en"
        question = Date.model_validate(
            {"key": name, "label": {language: label}, "required": required, "when_is": when_is}
        )
        super().__init__(question, language=language, face="online")
        self.label = label

    def clean(self, value: Any) -> str | None:
        """Return the ISO date. Raises ValidationError with the sentence of what is wrong."""
        reading = self.question.read(value, today=timezone.localdate())
        if reading.problems:
            self.widget.wrong = {problem.part for problem in reading.problems}
            raise ValidationError([self._told(problem) for problem in reading.problems])
        return str(reading.value) if reading.value else None

    def _told(self, problem: Problem) -> ValidationError:
        """Return what is wrong, with the box that the error summary leads to."""
        text = wording.sentence(problem.code, **problem.detail).replace("%", "%%")
        part = problem.part or self.question.parts[0]
        return ValidationError(text, code=problem.code, params={"part": part})
