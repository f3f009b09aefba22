"""Conditions over answers: a closed, typed language. Plain Python: no eval, no database, no request.

A rule is data. It sees only the answers that count (see journey.py), never what a hidden step holds.
A question without an answer, like a repeat without rows, makes a comparison false.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from services.definitions.comparing import (
    Age,
    Amount,
    Answered,
    BaseRule,
    ChannelIs,
    Comparison,
    DateIs,
    Equals,
    In,
    Includes,
    NumberIs,
    Scope,
    compares,
    total,
)
from services.definitions.values import Value, as_date, full_years


class AnyRow(BaseRule):
    """At least one row of the repeat meets the rule."""

    op: Literal["any_row"] = "any_row"
    repeat: str
    rule: "Rule"

    def holds(self, scope: Scope) -> bool:
        return any(self.rule.holds(scope.inside(row)) for row in scope.rows.get(self.repeat, ()))

    def parts(self) -> tuple["Rule", ...]:
        return (self.rule,)


class EveryRow(BaseRule):
    """There is a row, and every row of the repeat meets the rule."""

    op: Literal["every_row"] = "every_row"
    repeat: str
    rule: "Rule"

    def holds(self, scope: Scope) -> bool:
        rows = scope.rows.get(self.repeat, ())
        return bool(rows) and all(self.rule.holds(scope.inside(row)) for row in rows)

    def parts(self) -> tuple["Rule", ...]:
        return (self.rule,)


class Count(BaseRule):
    """The number of rows of the repeat compares so with a limit."""

    op: Literal["count"] = "count"
    repeat: str
    is_: Comparison = Field(alias="is")
    value: int

    def holds(self, scope: Scope) -> bool:
        return compares(len(scope.rows.get(self.repeat, ())) or None, self.is_, self.value)


class Sum(BaseRule):
    """A question's answers in all rows of the repeat add up to a number that compares so with a limit.

    Rows that left it blank, or were not asked, add nothing.
    """

    op: Literal["sum"] = "sum"
    repeat: str
    question: str
    is_: Comparison = Field(alias="is")
    value: Amount

    def holds(self, scope: Scope) -> bool:
        rows = scope.rows.get(self.repeat, ())
        return compares(total(row.get(self.question) for row in rows), self.is_, self.value)


class AllOf(BaseRule):
    """Every one of the rules holds."""

    op: Literal["all"] = "all"
    rules: tuple["Rule", ...] = Field(min_length=1)

    def holds(self, scope: Scope) -> bool:
        return all(rule.holds(scope) for rule in self.rules)

    def parts(self) -> tuple["Rule", ...]:
        return self.rules


class AnyOf(BaseRule):
    """At least one of the rules holds."""

    op: Literal["any"] = "any"
    rules: tuple["Rule", ...] = Field(min_length=1)

    def holds(self, scope: Scope) -> bool:
        return any(rule.holds(scope) for rule in self.rules)

    def parts(self) -> tuple["Rule", ...]:
        return self.rules


class Not(BaseRule):
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
    | Count
    | Sum
    | AllOf
    | AnyOf
    | Not,
    Field(discriminator="op"),
]

for _model in (AnyRow, EveryRow, AllOf, AnyOf, Not):
    _model.model_rebuild()


def every(rule: "Rule") -> Iterator["Rule"]:
    """Yield the rule and every rule inside it."""
    yield rule
    for part in rule.parts():
        yield from every(part)


def questions_in(rule: "Rule") -> set[str]:
    """Return the keys of the questions that decide the rule."""
    return {inner.question for inner in every(rule) if hasattr(inner, "question")}


def repeats_in(rule: "Rule") -> set[str]:
    """Return the keys of the repeats whose rows decide the rule."""
    return {inner.repeat for inner in every(rule) if hasattr(inner, "repeat")}


__all__ = [
    "Age",
    "AllOf",
    "Answered",
    "AnyOf",
    "AnyRow",
    "ChannelIs",
    "Count",
    "DateIs",
    "Equals",
    "EveryRow",
    "In",
    "Includes",
    "Not",
    "NumberIs",
    "Rule",
    "Scope",
    "Sum",
    "Value",
    "as_date",
    "every",
    "full_years",
    "questions_in",
    "repeats_in",
]
