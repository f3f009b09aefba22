"""What is wrong with a checker, and what an application lacks. The author's example cases are run here.

Plain Python.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from services.definitions.channels import Channel
from services.definitions.checkers.judging import result_of
from services.definitions.checkers.requirements import Example
from services.definitions.checks.faults import Fault
from services.definitions.document import Document
from services.definitions.journey import Answers, Values
from services.definitions.kinds import Computed, Declaration, Evidence, Question
from services.definitions.values import Value

LINES_OF_ADDRESS = 2
NEVER_ASKED = (Evidence, Declaration)
"""A checker is never sent, so it takes no proof and no signature."""


def kind_faults(document: Document) -> Iterator[Fault]:
    """Yield what a document has or lacks that its kind of form must not have or needs."""
    if not document.is_checker:
        yield from _of_application(document)
        return
    for name in ("requirements", "outcome", "examples"):
        if not getattr(document, name):
            yield Fault("checker_lacks", document.key, name)
    for key, count in Counter(requirement.key for requirement in document.requirements).items():
        if count > 1:
            yield Fault("key_twice", key, "requirement")
    if document.requirements and not any(each.decides for each in document.requirements):
        yield Fault("nothing_decides", document.key)
    for question in document.questions.values():
        if isinstance(question, NEVER_ASKED):
            yield Fault("not_in_checker", question.key, question.kind)
        if question.identifies:
            yield Fault("not_in_checker", question.key, "identifies")


def _of_application(document: Document) -> Iterator[Fault]:
    for name in ("declaration", "next_steps"):
        if getattr(document, name) is None:
            yield Fault("application_lacks", document.key, name)
    if len(document.return_address) < LINES_OF_ADDRESS:
        yield Fault("application_lacks", document.key, "return_address")
    for name in ("requirements", "outcome", "examples", "leads_to"):
        if getattr(document, name):
            yield Fault("only_in_checker", document.key, name)


def example_faults(document: Document) -> Iterator[Fault]:
    """Yield what is wrong with example cases, and where something else comes out than expected.

    The document must have no other faults.
    """
    keys = {requirement.key for requirement in document.requirements}
    for example in document.examples:
        wrong = list(_answers(document, example))
        wrong += [Fault("example_unknown", example.title, key) for key in example.expected if key not in keys]
        yield from wrong or _differences(document, example)


def _answers(document: Document, example: Example) -> Iterator[Fault]:
    yield from _values(document, example, example.answers, None)
    for repeat, rows in example.rows.items():
        found = document.repeats_by_key.get(repeat)
        if found is None or found.inside:
            yield Fault("example_unknown", example.title, repeat)
            continue
        for row in rows:
            yield from _values(document, example, row, repeat)


def _values(
    document: Document, example: Example, values: Mapping[str, Value], home: str | None
) -> Iterator[Fault]:
    for key, value in values.items():
        question = document.questions.get(key)
        if question is None or isinstance(question, Computed) or document.step_of[key].repeat != home:
            yield Fault("example_unknown", example.title, key)
            continue
        if not _is_answer(question, value, example.on):
            yield Fault("example_wrong_value", example.title, key)


def _is_answer(question: Question, value: Value, today: date) -> bool:
    """Tell whether someone could have typed something that reads as this value."""
    reading = question.read(question.unread(value), today=today)
    return not reading.problems and reading.value == value and type(reading.value) is type(value)


def _differences(document: Document, example: Example) -> Iterator[Fault]:
    result = result_of(document, answers_in(example), channel=Channel.ONLINE, today=example.on)
    for key, value in example.answers.items():
        if value is not None and key not in result.journey.relevant.values:
            yield Fault("example_not_asked", example.title, key)
    came_out = {each.requirement.key: each.found for each in result.judgements}
    for key, expected in example.expected.items():
        if came_out[key] != expected:
            yield Fault("example_differs", example.title, f"{key}: {came_out[key]}")


def answers_in(example: Example) -> Answers:
    """Return an example's answers as those of someone who gave them."""
    rows: dict[str, dict[str, Values]] = {
        repeat: {f"{repeat}-{number}": row for number, row in enumerate(found, start=1)}
        for repeat, found in example.rows.items()
    }
    return Answers(example.answers, rows)
