"""One step by itself: which of its questions are asked, and what is made of everything typed into it.

Plain Python. The answers so far inside the step decide; the rest comes with the journey's scope.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.definitions.comparing import Scope
from services.definitions.document import Step
from services.definitions.journey import Values
from services.definitions.kinds import Problem, Question, Typed
from services.definitions.kinds.computed import Computed
from services.definitions.values import Value


def applicable(step: Step, values: Values, scope: Scope) -> tuple[Question, ...]:
    """Return the step's questions that are asked, given the answers within the step so far.

    What the scope holds of the step's own questions does not count: it may be from an earlier visit.
    """
    if not any(question.when for question in step.questions):
        return step.questions
    seen, inside = _before(step, scope)
    asked: list[Question] = []
    for question in step.questions:
        if question.when and not question.when.holds(inside):
            continue
        asked.append(question)
        if question.key in values:
            seen[question.key] = values[question.key]
        elif isinstance(question, Computed):
            seen[question.key] = question.work_out(inside)
    return tuple(asked)


def worked_out(step: Step, values: Values, scope: Scope) -> Values:
    """Return what the step's computed questions come to, given the answers within the step so far."""
    if not any(isinstance(question, Computed) for question in step.questions):
        return {}
    seen, inside = _before(step, scope)
    found: dict[str, Value] = {}
    for question in step.questions:
        if isinstance(question, Computed):
            found[question.key] = values.get(question.key, question.work_out(inside))
        seen[question.key] = found.get(question.key, values.get(question.key))
    return found


def _before(step: Step, scope: Scope) -> tuple[dict[str, Value], Scope]:
    """Return answers to fill, and the scope that sees them, as they are before the step is asked."""
    own = {question.key for question in step.questions}
    seen = {key: value for key, value in scope.values.items() if key not in own}
    return seen, Scope(seen, scope.today, scope.channel, scope.rows)


@dataclass(frozen=True, slots=True)
class StepReading:
    """What a step makes of everything typed into it."""

    values: Values
    """Answers of the questions that apply and are valid."""
    problems: Mapping[str, tuple[Problem, ...]]
    """By question key; empty when the step may be saved."""


def read_step(step: Step, typed: Mapping[str, Typed], scope: Scope) -> StepReading:
    """Return the answers and problems of a step's typed input, by question key.

    A question that the step's other answers hide is neither read nor reported, and nobody types what is
    worked out. What the scope holds of the step's own questions does not count: it is from an earlier
    visit.
    """
    seen, inside = _before(step, scope)
    values: dict[str, Value] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    for question in step.questions:
        if question.when and not question.when.holds(inside):
            continue
        if isinstance(question, Computed):
            seen[question.key] = question.work_out(inside)
            continue
        reading = question.read(typed.get(question.key, {}), today=scope.today)
        if reading.problems:
            problems[question.key] = reading.problems
        else:
            values[question.key] = seen[question.key] = reading.value
    return StepReading(values, problems)
