"""Django forms made from questions: the same for the web, for keying and for the phone script.

Nothing is validated here. Cleaning asks `journey.read_step`, which every channel asks.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from services import wording
from services.definitions.asking import read_step, worked_out
from services.definitions.display import answer_lines
from services.definitions.document import Block, Step
from services.definitions.journey import Values
from services.definitions.kinds import Computed, Declaration, Problem, Question, Typed
from services.definitions.languages import paragraphs, shown
from services.definitions.rules import Scope, questions_in
from services.definitions.screen.controls import html_name
from services.definitions.screen.notes import END, Note, notes_of
from services.definitions.screen.revealing import only_if, opener
from services.definitions.screen.widgets import FileShown, QuestionWidget
from services.definitions.screen.worked_out import WorkedOutWidget

Files = Mapping[str, Sequence[FileShown]]
"""The files received so far, by evidence question."""


class QuestionField(forms.Field):
    """One question as a form field. Its clean value is what was typed: the form makes the answers."""

    widget: QuestionWidget

    def __init__(self, question: Question, *, language: str, face: str, hint: Sequence[str] = ()) -> None:
        self.question = question
        self.page_heading = False
        """Whether the label is the heading of its page."""
        self.notes: Sequence[Note] = ()
        """Words between such a heading and the answer."""
        spoken = question.script if face == "script" else None
        self.asks = label = shown(spoken or question.label, language)
        if not question.required and not isinstance(question, Declaration | Computed):
            label = format_html("{} {}", label, _("(optional)"))
        hints = [text for text in (*hint, shown(question.hint, language)) if text]
        super().__init__(
            label=label,
            help_text=hints[0] if len(hints) == 1 else format_html_join("\n", "<p>{}</p>", zip(hints)),
            required=question.required,
            widget=(WorkedOutWidget if isinstance(question, Computed) else QuestionWidget)(
                question, language=language, face=face
            ),
        )

    def clean(self, value: Any) -> Any:
        """Return what was typed: `StepForm.clean` reads the whole step at once."""
        return value


class StepForm(forms.Form):
    """The questions of one step that may be asked, with the words between. Made by `step_form`."""

    template_name = "django/forms/step.html"

    def __init__(
        self,
        step: Step,
        *,
        scope: Scope,
        language: str,
        initial: Mapping[str, Typed],
        numbers: Values,
        data: MultiValueDict[str, str] | None,
        files: Files,
        face: str,
        lenient: bool,
    ) -> None:
        super().__init__(data=data, initial=dict(initial), label_suffix="", use_required_attribute=False)
        self.step, self.lenient = step, lenient
        self.scope = scope.without(question.key for question in step.questions)
        single = len(step.questions) == 1 and not step.title
        guidance = paragraphs(step.guidance, language) if single else []
        self.asked: dict[str, QuestionField] = {}
        for question in step.questions:
            if not self._may_be_asked(question):
                continue
            hint = [*guidance, *only_if(question.when, step, language)]
            field = QuestionField(question, language=language, face=face, hint=hint)
            field.page_heading = single
            field.widget.files = files.get(question.key, ())
            if (
                isinstance(field.widget, WorkedOutWidget)
                and (number := numbers.get(question.key)) is not None
            ):
                field.widget.number = answer_lines(question, number, language)[0]
            self.asked[question.key] = field
        self.fields.update(self.asked)
        self.nested = set(self._nest())
        top = [key for key in self.asked if key not in self.nested]
        self.notes = notes_of(step, top, language, self._condition)
        if single:
            for field in self.asked.values():
                field.notes = self.notes.pop(field.question.key, ())

    def call_nothing_optional(self) -> None:
        """Leave the mark off every label: in a checker, "I do not know" is an answer too."""
        for field in self.asked.values():
            field.label = field.asks

    def _condition(self, block: Block) -> str | None:
        """A page knows for whom a block is: leave out the others."""
        return "" if block.when is None or block.when.holds(self.scope) else None

    def _may_be_asked(self, question: Question) -> bool:
        """Tell whether earlier steps leave it open: what this step itself decides is always shown."""
        rule, own = question.when, {question.key for question in self.step.questions}
        return rule is None or bool(questions_in(rule) & own) or rule.holds(self.scope)

    def _nest(self) -> list[str]:
        """Put each question that one option asks under that option. Return the keys of those."""
        keys = []
        for key, field in self.asked.items():
            asked_by, option = opener(field.question.when)
            if option and asked_by in self.asked and self.asked[asked_by].widget.choosing:
                self.asked[asked_by].widget.revealed.setdefault(option, []).append(self[key])
                keys.append(key)
        return keys

    def flow(self) -> list[tuple[tuple[Note, ...], BoundField | None]]:
        """Return the fields to render, each with the words before it; those under an option it renders.

        The last pair has the words after all of them.
        """
        fields = [(self.notes.get(key, ()), self[key]) for key in self.asked if key not in self.nested]
        return [*fields, (self.notes.get(END, ()), None)]

    @property
    def shape(self) -> Hashable:
        """All that earlier answers decide of how the form looks: which questions and words are there."""
        return tuple(self.asked), tuple(self._condition(block) is None for block in self.step.blocks)

    def get_context(self) -> dict[str, Any]:
        """Return what the template of a step needs."""
        return {**super().get_context(), "flow": self.flow()}

    @property
    def typed(self) -> dict[str, Typed]:
        """What was sent, by question key, valid or not."""
        return {key: dict(self[key].data) for key in self.asked}

    @property
    def has_typing(self) -> bool:
        """Whether anything at all was typed or chosen."""
        return any(not field.question.is_blank(self[key].data) for key, field in self.asked.items())

    @property
    def values(self) -> Values:
        """The answers of a form that was found valid, by question key."""
        return self.cleaned_data

    def clean(self) -> dict[str, Any]:
        """Return the answers; problems are added to their fields, in the language in use."""
        typed = {key: self._with_files(key, value) for key, value in self.cleaned_data.items()}
        reading = read_step(self.step, typed, self.scope)
        self.cleaned_data = dict(reading.values)
        for key, problems in reading.problems.items():
            for problem in problems:
                if not (self.lenient and self._is_left_open(key, typed[key], problem.part)):
                    self._add_problem(key, problem)
        return self.cleaned_data

    def _is_left_open(self, key: str, typed: Typed, part: str) -> bool:
        """Tell whether a problem is only that someone has not got there yet."""
        return self.asked[key].question.is_blank(typed) or not typed.get(part)

    def _with_files(self, key: str, typed: Typed) -> Typed:
        files = [file.id for file in self.asked[key].widget.files if file.counts]
        return {**typed, "files": files} if files else typed

    def _add_problem(self, key: str, problem: Problem) -> None:
        text = wording.sentence(problem.code, **problem.detail).replace("%", "%%")
        field = self.asked[key]
        whole = problem.code == field.question.missing_code
        field.widget.wrong |= set(field.question.parts) if whole else {problem.part}
        part = 0 if problem.part in ("", "way") else problem.part
        self.add_error(key, ValidationError(text, code=problem.code, params={"part": part}))


def shape_for_all(step: Step) -> Hashable | None:
    """Return the shape of a step's form if it is the same whatever was answered before; None if not."""
    if any(question.when for question in step.questions) or any(block.when for block in step.blocks):
        return None
    return tuple(question.key for question in step.questions), (False,) * len(step.blocks)


def step_form(
    step: Step,
    *,
    scope: Scope,
    language: str,
    values: Values | None = None,
    typed: Mapping[str, Typed] | None = None,
    data: MultiValueDict[str, str] | None = None,
    files: Files | None = None,
    face: str = "online",
    lenient: bool = False,
) -> StepForm:
    """Return the form of a step, to show or to clean. No query; the cost is that of its questions.

    Unbound, it shows `typed` where that is given, else `values` (the answers so far). Bound to the
    request's `data`, its `errors` and `values` are what `read_step` finds. `scope` is the journey's
    at this step (`journey.scope_at`). `language` chooses the document's texts; our own words and the
    errors follow the language in use. `face` names the template of each kind: "online" or "script".
    `lenient` forgives blanks: for showing kept typing (`as_data`), which nobody has finished yet.
    """
    known = values or {}
    answered = {q.key: q.unread(known[q.key]) for q in step.questions if known.get(q.key) is not None}
    return StepForm(
        step,
        scope=scope,
        language=language,
        initial=answered if typed is None else typed,
        numbers=worked_out(step, known, scope),
        data=data,
        files=files or {},
        face=face,
        lenient=lenient,
    )


def as_data(step: Step, typed: Mapping[str, Typed]) -> MultiValueDict[str, str]:
    """Return kept typing as the request that would send it again, to bind a form to."""
    data: MultiValueDict[str, str] = MultiValueDict()
    for question in step.questions:
        for part, item in typed.get(question.key, {}).items():
            data.setlist(html_name(question, part), item if isinstance(item, list) else [item])
    return data
