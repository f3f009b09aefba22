"""Conditions over answers: a closed, typed language. Plain Python: no eval, no database, no request.

A rule is data. It sees only the answers that count (see journey.py), never what a hidden step holds.
A question without an answer makes a comparison false.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.definitions.channels import Channel

Value = str | int | bool | list[str] | dict[str, str] | None
"""An answer as it is stored: JSON. None means asked and left blank."""

Comparison = Literal["<", "<=", ">", ">=", "=="]

COMPARE: dict[Comparison, Callable[[int, int], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule may look at: the answers that count, today's date and the channel."""

    values: Mapping[str, Value]
    today: date
    channel: Channel
    rows: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)

    def inside(self, row: Mapping[str, Value]) -> "Scope":
        """Return the scope of one repeat row: its own answers first, then the rest."""
        return Scope({**self.values, **row}, self.today, self.channel, self.rows)

    def without(self, questions: Iterable[str]) -> "Scope":
        """Return the scope as it is before these questions are asked."""
        hidden = set(questions)
        left = {key: value for key, value in self.values.items() if key not in hidden}
        return Scope(left, self.today, self.channel, self.rows)


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def holds(self, scope: Scope) -> bool:
        """Return whether the answers in scope meet this rule."""
        raise NotImplementedError

    def parts(self) -> tuple["Rule", ...]:
        """Return the rules inside this one."""
        return ()


class Equals(_Rule):
    """The answer is this value: an option's key, a text, a number or true/false."""

    op: Literal["equals"] = "equals"
    question: str
    value: bool | int | str

    def holds(self, scope: Scope) -> bool:
        answer = scope.values.get(self.question)
        return type(answer) is type(self.value) and answer == self.value


class In(_Rule):
    """The answer is one of these options."""

    op: Literal["in"] = "in"
    question: str
    values: tuple[str, ...]

    def holds(self, scope: Scope) -> bool:
        return scope.values.get(self.question) in self.values


class Includes(_Rule):
    """Among the options ticked is this one."""

    op: Literal["includes"] = "includes"
    question: str
    value: str

    def holds(self, scope: Scope) -> bool:
        answer = scope.values.get(self.question)
        return isinstance(answer, list) and self.value in answer


class Answered(_Rule):
    """The question was answered, not left blank."""

    op: Literal["answered"] = "answered"
    question: str

    def holds(self, scope: Scope) -> bool:
        return scope.values.get(self.question) is not None


class NumberIs(_Rule):
    """The whole number answered compares so with a limit."""

    op: Literal["number"] = "number"
    question: str
    is_: Comparison = Field(alias="is")
    value: int

    def holds(self, scope: Scope) -> bool:
        answer = scope.values.get(self.question)
        return type(answer) is int and COMPARE[self.is_](answer, self.value)


class DateIs(_Rule):
    """The date answered compares so with a fixed day."""

    op: Literal["date"] = "date"
    question: str
    is_: Comparison = Field(alias="is")
    value: date

    def holds(self, scope: Scope) -> bool:
        answer = as_date(scope.values.get(self.question))
        return answer is not None and COMPARE[self.is_](answer.toordinal(), self.value.toordinal())


class Age(_Rule):
    """The age in full years today, from a date of birth, compares so with a number of years."""

    op: Literal["age"] = "age"
    question: str
    is_: Comparison = Field(alias="is")
    years: int

    def holds(self, scope: Scope) -> bool:
        born = as_date(scope.values.get(self.question))
        return born is not None and COMPARE[self.is_](full_years(born, scope.today), self.years)


class ChannelIs(_Rule):
    """The question is being asked through this channel."""

    op: Literal["channel"] = "channel"
    value: Channel

    def holds(self, scope: Scope) -> bool:
        return scope.channel is self.value


class AnyRow(_Rule):
    """At least one row of the repeat meets the rule."""

    op: Literal["any_row"] = "any_row"
    repeat: str
    rule: "Rule"

    def holds(self, scope: Scope) -> bool:
        return any(self.rule.holds(scope.inside(row)) for row in scope.rows.get(self.repeat, ()))

    def parts(self) -> tuple["Rule", ...]:
        return (self.rule,)


class EveryRow(_Rule):
    """There is a row, and every row of the repeat meets the rule."""

    op: Literal["every_row"] = "every_row"
    repeat: str
    rule: "Rule"

    def holds(self, scope: Scope) -> bool:
        rows = scope.rows.get(self.repeat, ())
        return bool(rows) and all(self.rule.holds(scope.inside(row)) for row in rows)

    def parts(self) -> tuple["Rule", ...]:
        return (self.rule,)


class AllOf(_Rule):
    """Every one of the rules holds."""

    op: Literal["all"] = "all"
    rules: tuple["Rule", ...] = Field(min_length=1)

    def holds(self, scope: Scope) -> bool:
        return all(rule.holds(scope) for rule in self.rules)

    def parts(self) -> tuple["Rule", ...]:
        return self.rules


class AnyOf(_Rule):
    """At least one of the rules holds."""

    op: Literal["any"] = "any"
    rules: tuple["Rule", ...] = Field(min_length=1)

    def holds(self, scope: Scope) -> bool:
        return any(rule.holds(scope) for rule in self.rules)

    def parts(self) -> tuple["Rule", ...]:
        return self.rules


class Not(_Rule):
    """The rule does not hold."""

    op: Literal["not"] = "not"
    rule: "Rule"

    def holds(self, scope: Scope) -> bool:
        return not self.rule.holds(scope)

    def parts(self) -> tuple["Rule", ...]:
        return (self.rule,)


Rule = Annotated[
    Equals
    | In
    | Includes
    | Answered
    | NumberIs
    | DateIs
    | Age
    | ChannelIs
    | AnyRow
    | EveryRow
    | AllOf
    | AnyOf
    | Not,
    Field(discriminator="op"),
]

for _model in (AnyRow, EveryRow, AllOf, AnyOf, Not):
    _model.model_rebuild()


def as_date(value: Value) -> date | None:
    """Return the day an ISO text names, or None if the value is not one."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def full_years(born: date, today: date) -> int:
    """Return completed years of age. Someone born on 29 February is a year older on 1 March
    in common years (Family Law Reform Act 1969 s.9 counts from the start of the anniversary).
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def every(rule: "Rule") -> Iterator["Rule"]:
    """Yield the rule and every rule inside it."""
    yield rule
    for part in rule.parts():
        yield from every(part)


def questions_in(rule: "Rule") -> set[str]:
    """Return the keys of the questions that decide the rule."""
    return {inner.question for inner in every(rule) if hasattr(inner, "question")}
