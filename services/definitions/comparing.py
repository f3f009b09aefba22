"""Conditions on one answer: equals, in, includes, answered, numbers, days, ages, the channel. Plain Python.

A question without an answer makes a comparison false.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.definitions.channels import Channel
from services.definitions.values import Value, as_date, as_number, full_years

if TYPE_CHECKING:
    from services.definitions.rules import Rule

Comparison = Literal["<", "<=", ">", ">=", "=="]
DecimalText = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$")]
Amount = int | DecimalText
"""A number in a rule: whole (pence, where it is money), or with decimals as text: "12.50"."""

COMPARE: dict[Comparison, Callable[[int | Decimal, int | Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


class RowAnswers(dict[str, Value]):
    """The answers of one row, by question, with the rows of the repeats inside it."""

    rows: Mapping[str, Sequence["RowAnswers"]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule may look at: the answers that count, today's date and the channel."""

    values: Mapping[str, Value]
    today: date
    channel: Channel
    rows: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)

    def inside(self, row: Mapping[str, Value]) -> "Scope":
        """Return the scope of one repeat row: its own answers first, then the rest.

        Of a repeat inside the row, only the rows that belong to it are seen.
        """
        rows = {**self.rows, **row.rows} if isinstance(row, RowAnswers) else self.rows
        return Scope({**self.values, **row}, self.today, self.channel, rows)

    def without(self, questions: Iterable[str]) -> "Scope":
        """Return the scope as it is before these questions are asked."""
        hidden = set(questions)
        left = {key: value for key, value in self.values.items() if key not in hidden}
        return Scope(left, self.today, self.channel, self.rows)


class BaseRule(BaseModel):
    """What every rule can do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def holds(self, scope: Scope) -> bool:
        """Return whether the answers in scope meet this rule."""
        raise NotImplementedError

    def parts(self) -> tuple["Rule", ...]:
        """Return the rules inside this one."""
        return ()


class Equals(BaseRule):
    """The answer is this value: an option's key, a text, a whole number or true/false."""

    op: Literal["equals"] = "equals"
    question: str
    value: bool | int | str

    def holds(self, scope: Scope) -> bool:
        answer = scope.values.get(self.question)
        return type(answer) is type(self.value) and answer == self.value


class In(BaseRule):
    """The answer is one of these options."""

    op: Literal["in"] = "in"
    question: str
    values: tuple[str, ...]

    def holds(self, scope: Scope) -> bool:
        return scope.values.get(self.question) in self.values


class Includes(BaseRule):
    """Among the options ticked is this one."""

    op: Literal["includes"] = "includes"
    question: str
    value: str

    def holds(self, scope: Scope) -> bool:
        answer = scope.values.get(self.question)
        return isinstance(answer, list) and self.value in answer


class Answered(BaseRule):
    """The question was answered, not left blank."""

    op: Literal["answered"] = "answered"
    question: str

    def holds(self, scope: Scope) -> bool:
        return scope.values.get(self.question) is not None


class NumberIs(BaseRule):
    """The number answered compares so with a limit. Money is compared in pence."""

    op: Literal["number"] = "number"
    question: str
    is_: Comparison = Field(alias="is")
    value: Amount

    def holds(self, scope: Scope) -> bool:
        return compares(as_number(scope.values.get(self.question)), self.is_, self.value)


class DateIs(BaseRule):
    """The date answered compares so with a fixed day; a month counts as its first day."""

    op: Literal["date"] = "date"
    question: str
    is_: Comparison = Field(alias="is")
    value: date

    def holds(self, scope: Scope) -> bool:
        answer = as_date(scope.values.get(self.question))
        return answer is not None and COMPARE[self.is_](answer.toordinal(), self.value.toordinal())


class Age(BaseRule):
    """The age in full years today, from a date of birth, compares so with a number of years."""

    op: Literal["age"] = "age"
    question: str
    is_: Comparison = Field(alias="is")
    years: int

    def holds(self, scope: Scope) -> bool:
        born = as_date(scope.values.get(self.question))
        return born is not None and COMPARE[self.is_](full_years(born, scope.today), self.years)


class ChannelIs(BaseRule):
    """The question is being asked through this channel."""

    op: Literal["channel"] = "channel"
    value: Channel

    def holds(self, scope: Scope) -> bool:
        return scope.channel is self.value


def compares(number: int | Decimal | None, comparison: Comparison, limit: Amount) -> bool:
    """Return whether a number compares so with a limit; False if there is no number."""
    bound = limit if isinstance(limit, int) else Decimal(limit)
    return number is not None and COMPARE[comparison](number, bound)


def total(values: Iterable[Value]) -> int | Decimal | None:
    """Return the sum of the numbers among the values; None if there are none."""
    numbers = [number for number in map(as_number, values) if number is not None]
    return sum(numbers) if numbers else None
