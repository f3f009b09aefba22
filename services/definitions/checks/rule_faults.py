"""What is wrong with the conditions and formulas of a document. Plain Python.

Both look only at what was asked before, so there can be no cycle.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from services.definitions.checks.faults import Fault
from services.definitions.document import Document, Step
from services.definitions.kinds import Computed, DecimalNumber, Money, Question, ValueType
from services.definitions.rules import Equals, In, Includes, NumberIs, Rule, Sum

COMPARABLE = {
    "in": {ValueType.CHOICE},
    "includes": {ValueType.CHOICES},
    "number": {ValueType.NUMBER},
    "sum": {ValueType.NUMBER},
    "date": {ValueType.DATE, ValueType.MONTH},
    "age": {ValueType.DATE},
}
EQUAL_TO = {ValueType.CHOICE: str, ValueType.TEXT: str, ValueType.NUMBER: int, ValueType.BOOLEAN: bool}
OVER_ROWS = {"any_row", "every_row"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule or formula stands, and what it may look at."""

    document: Document
    where: str
    around: frozenset[str]
    """The repeats in one of whose rows it stands."""
    questions: dict[str, Question]
    """Everything asked before."""
    repeats: frozenset[str]
    """Every repeat with a step before."""
    rows_of: frozenset[str] = field(default_factory=frozenset)
    """The repeats whose rows the rules around it go through."""

    def fault(self, code: str, about: str) -> Fault:
        return Fault(code, self.where, about)

    def home(self, question: str) -> str | None:
        return self.document.step_of[question].repeat


def rule_faults(document: Document) -> Iterator[Fault]:
    """Yield the faults of every condition and formula, in document order."""
    questions: dict[str, Question] = {}
    repeats: frozenset[str] = frozenset()
    for step in document.steps:
        around = rows_around(document, step)
        if step.repeat:
            repeats |= {step.repeat}
        place = _Place(document, step.key, around, questions, repeats)
        for rule in (step.when, *(block.when for block in step.blocks)):
            if rule:
                yield from _of_rule(rule, place)
        for question in step.questions:
            place = replace(place, where=question.key)
            if question.when:
                yield from _of_rule(question.when, place)
            if isinstance(question, Computed):
                yield from _of_formula(question, place)
            questions[question.key] = question
    for requirement in document.requirements:
        yield from _of_rule(
            requirement.rule, _Place(document, requirement.key, frozenset(), questions, repeats)
        )


def rows_around(document: Document, step: Step) -> frozenset[str]:
    """Return the repeats in one of whose rows a step stands: its own, and the one that holds that."""
    if step.repeat is None:
        return frozenset()
    repeat = document.repeats_by_key.get(step.repeat)
    return frozenset(key for key in (step.repeat, repeat and repeat.inside) if key)


def _of_rule(rule: Rule, place: _Place) -> Iterator[Fault]:
    repeat: str = getattr(rule, "repeat", "")
    if repeat:
        yield from _of_rows(repeat, place)
    inner = replace(place, rows_of=place.rows_of | {repeat}) if rule.op in OVER_ROWS else place
    for part in rule.parts():
        yield from _of_rule(part, inner)
    key = getattr(rule, "question", None)
    if key is None:
        return
    if key not in place.questions:
        yield place.fault("unknown_or_later_question", key)
        return
    home = place.home(key)
    seen = {repeat} if isinstance(rule, Sum) else {None} | place.rows_of | place.around
    if home not in seen:
        yield place.fault("row_question_outside", key)
    yield from _of_types(rule, place.questions[key], place)


def _of_rows(repeat: str, place: _Place) -> Iterator[Fault]:
    if repeat not in place.document.repeats_by_key:
        yield place.fault("unknown_repeat", repeat)
    elif repeat in place.around or repeat not in place.repeats:
        yield place.fault("rows_not_complete", repeat)


def _of_types(rule: Rule, question: Question, place: _Place) -> Iterator[Fault]:
    if not _fits(rule, question):
        yield place.fault("wrong_type", question.key)
        return
    options = {option.key for option in getattr(question, "options", ())}
    for value in _choices_named(rule) if options else ():
        if value not in options:
            yield place.fault("unknown_option", f"{question.key}.{value}")


def _fits(rule: Rule, question: Question) -> bool:
    """Tell whether the rule can compare such answers at all."""
    match rule:
        case Equals(value=value):
            if isinstance(question, DecimalNumber | Computed):
                return False  # "12.50" and 12.5 are one number, but not equal as they are stored
            return type(value) is EQUAL_TO.get(question.value_type)
        case NumberIs(value=str()) | Sum(value=str()) if is_money(question):
            return False  # money is compared in whole pence
    return rule.op not in COMPARABLE or question.value_type in COMPARABLE[rule.op]


def is_money(question: Question) -> bool:
    """Return whether the answer is pence."""
    return isinstance(question, Money) or (isinstance(question, Computed) and question.money)


def _choices_named(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Equals(value=str(value)) | Includes(value=value):
            return (value,)
        case In(values=values):
            return values
    return ()


def _of_formula(computed: Computed, place: _Place) -> Iterator[Fault]:
    repeat = computed.rows_of
    if repeat:
        yield from _of_rows(repeat, place)
    needed = ValueType.DATE if computed.formula.op == "age" else ValueType.NUMBER
    adds_up = computed.formula.op in ("sum", "difference")
    if computed.money and not adds_up:
        yield place.fault("formula_wrong_type", computed.key)
    for key in computed.sources:
        source = place.questions.get(key)
        if source is None:
            yield place.fault("unknown_or_later_question", key)
        elif place.home(key) not in ({repeat} if repeat else {None} | place.around):
            yield place.fault("row_question_outside", key)
        elif source.value_type is not needed or (adds_up and is_money(source) is not computed.money):
            yield place.fault("formula_wrong_type", key)
