"""A returned paper form, keyed in the paper's own order: nothing is corrected in silence."""

from dataclasses import dataclass

from services.definitions.document import Document, Repeat, Section, Step
from services.definitions.journey import Answers, Journey
from services.definitions.kinds import Computed, Question
from services.definitions.rules import Rule


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question that was answered on paper although the form says to leave it out."""

    number: int
    question: Question
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that the answers make necessary and that has no answer yet."""

    number: int
    question: Question
    stop: str


def as_on_paper(step: Step) -> Step:
    """Return the step with every question open, as it stands on paper, whatever the answers say."""
    return step.model_copy(
        update={"questions": tuple(q.model_copy(update={"when": None}) for q in step.questions)}
    )


def sections_on_paper(document: Document) -> tuple[Section, ...]:
    """Return the sections that have questions, in the paper's order."""
    used = {step.section for step in document.steps}
    return tuple(section for section in document.sections if section.key in used)


def steps_on_paper(document: Document, section: str) -> tuple[Step, ...]:
    """Return the steps of a section that are keyed on its own page; rows of a repeat have theirs."""
    return tuple(step for step in document.steps if step.section == section and step.repeat is None)


def repeats_on_paper(document: Document, section: str) -> tuple[Repeat, ...]:
    """Return the repeats that belong to a section, in the paper's order."""
    keys = [step.repeat for step in document.steps if step.section == section and step.repeat]
    return tuple(document.repeats_by_key[key] for key in dict.fromkeys(keys))


def skipped(document: Document, answers: Answers, journey: Journey) -> list[Skipped]:
    """Return the routing mistakes: answers that the way through the form does not reach."""
    return [
        Skipped(document.numbers[key], question, question.when or document.step_of[key].when)
        for key, question in document.questions.items()
        if answers.values.get(key) is not None and key not in journey.relevant.values
    ]


def missing(document: Document, journey: Journey) -> list[Missing]:
    """Return what still has to be cleared up with the person, in the paper's order."""
    found = []
    for stop in journey.stops:
        if stop.complete or stop.step is None:
            continue
        found += [
            Missing(document.numbers[question.key], question, stop.key)
            for question in stop.step.questions
            if question.key not in journey.relevant.values
            and question.when is None
            and not isinstance(question, Computed)
        ]
    return found
