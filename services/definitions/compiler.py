"""What is wrong with a document, before it may be published. Plain Python."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from services.definitions.document import Document, Step, words_in
from services.definitions.kinds import (
    Address,
    Date,
    Email,
    Name,
    OneOf,
    Phone,
    Question,
    SeveralOf,
    ValueType,
    WholeNumber,
)
from services.definitions.rules import (
    Age,
    AnyRow,
    DateIs,
    Equals,
    EveryRow,
    In,
    Includes,
    NumberIs,
    Rule,
)

COMPARABLE = {
    "in": {ValueType.CHOICE},
    "includes": {ValueType.CHOICES},
    "number": {ValueType.NUMBER},
    "date": {ValueType.DATE},
    "age": {ValueType.DATE},
}
EQUAL_TO = {ValueType.CHOICE: str, ValueType.TEXT: str, ValueType.NUMBER: int, ValueType.BOOLEAN: bool}
RESERVED = {"add", "check", "close", "declare", "delete", "remove", "reopen", "save", "sent", "track"}
"""Addresses beside the steps (services/online/urls.py): a step of that name could not be opened."""
IDENTIFIED_BY = {"name": Name, "date_of_birth": Date, "postcode": Address, "email": Email, "phone": Phone}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: a stable code, where it is, and what it concerns."""

    code: str
    where: str
    about: str = ""


def faults(document: Document) -> list[Fault]:
    """Return everything that stops a document from being published, in document order."""
    return [
        *_repeated_keys(document),
        *_missing_words(document),
        *_structure(document),
        *_questions(document),
        *_rules(document),
    ]


def _repeated_keys(document: Document) -> Iterator[Fault]:
    groups = {
        "question": [question.key for question in _asked(document)] + [document.declaration.key],
        "step": [step.key for step in document.steps] + [repeat.key for repeat in document.repeats],
        "section": [section.key for section in document.sections],
    }
    for about, keys in groups.items():
        for key, count in Counter(keys).items():
            if count > 1:
                yield Fault("key_twice", key, about)
    for key in groups["step"]:
        if key in RESERVED:
            yield Fault("key_reserved", key, "step")
    for question in _asked(document):
        if isinstance(question, OneOf | SeveralOf):
            for key, count in Counter(option.key for option in question.options).items():
                if count > 1:
                    yield Fault("key_twice", f"{question.key}.{key}", "option")


def _missing_words(document: Document) -> Iterator[Fault]:
    for where, words in words_in(document):
        for language in document.languages:
            if not words.get(language, "").strip():
                yield Fault("missing_language", where, language)


def _structure(document: Document) -> Iterator[Fault]:
    seen: set[str] = set()
    before: str | None = None
    for step in document.steps:
        if step.section not in document.sections_by_key:
            yield Fault("unknown_section", step.key, step.section)
        if len(step.questions) > 1 and step.title is None:
            yield Fault("step_without_title", step.key)
        if step.repeat and step.repeat not in document.repeats_by_key:
            yield Fault("unknown_repeat", step.key, step.repeat)
        if step.repeat and step.repeat in seen and before != step.repeat:
            yield Fault("repeat_split", step.key, step.repeat)
        if step.repeat:
            seen.add(step.repeat)
        before = step.repeat
    for repeat in document.repeats:
        if repeat.key not in seen:
            yield Fault("repeat_without_steps", repeat.key)
        if repeat.minimum > repeat.maximum:
            yield Fault("limits_crossed", repeat.key)


def _questions(document: Document) -> Iterator[Fault]:
    for question in _asked(document):
        if isinstance(question, WholeNumber) and question.minimum > question.maximum:
            yield Fault("limits_crossed", question.key)
        if question.identifies and not isinstance(question, IDENTIFIED_BY[question.identifies]):
            yield Fault("identifies_by_wrong_kind", question.key, question.identifies)


def _asked(document: Document) -> Iterator[Question]:
    """Every question, one whose key was used before included."""
    for step in document.steps:
        yield from step.questions


def _rules(document: Document) -> Iterator[Fault]:
    earlier: dict[str, Question] = {}
    for step in document.steps:
        if step.when:
            yield from _rule_faults(step.when, step, step.key, earlier, document)
        for question in step.questions:
            if question.when:
                yield from _rule_faults(question.when, step, question.key, earlier, document)
            earlier[question.key] = question


def _rule_faults(
    rule: Rule,
    step: Step,
    where: str,
    earlier: dict[str, Question],
    document: Document,
    rows_of: frozenset[str] = frozenset(),
) -> Iterator[Fault]:
    """Faults of a rule. `rows_of` names the repeats whose rows the rules around it go through."""
    if isinstance(rule, AnyRow | EveryRow):
        if rule.repeat not in document.repeats_by_key:
            yield Fault("unknown_repeat", where, rule.repeat)
        if rule.repeat == step.repeat:
            yield Fault("rows_not_complete", where, rule.repeat)
        rows_of |= {rule.repeat}
    for part in rule.parts():
        yield from _rule_faults(part, step, where, earlier, document, rows_of)
    key = getattr(rule, "question", None)
    if key is None:
        return
    if key not in earlier:
        yield Fault("unknown_or_later_question", where, key)
        return
    home = document.step_of[key].repeat
    if home and home not in rows_of | {step.repeat}:
        yield Fault("row_question_outside", where, key)
    yield from _type_faults(rule, earlier[key], where)


def _type_faults(rule: Rule, question: Question, where: str) -> Iterator[Fault]:
    if rule.op in COMPARABLE and question.value_type not in COMPARABLE[rule.op]:
        yield Fault("wrong_type", where, question.key)
        return
    if isinstance(rule, Equals):
        wanted = EQUAL_TO.get(question.value_type)
        if wanted is None or type(rule.value) is not wanted:
            yield Fault("wrong_type", where, question.key)
            return
    options = {option.key for option in getattr(question, "options", ())}
    for value in _choices_named(rule) if options else ():
        if value not in options:
            yield Fault("unknown_option", where, f"{question.key}.{value}")


def _choices_named(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Equals(value=str(value)) | Includes(value=value):
            return (value,)
        case In(values=values):
            return values
        case Age() | DateIs() | NumberIs() | _:
            return ()
