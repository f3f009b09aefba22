"""The computed kind: a number worked out from other answers. Nobody types it, no channel asks for it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from services.definitions.comparing import Scope, total
from services.definitions.kinds.base import Key, Model, Question, Reading, Typed, ValueType, Words
from services.definitions.values import Value, as_date, as_number, from_number, full_years


class SumOf(Model):
    """The sum of several questions. Those left blank or not asked add nothing."""

    op: Literal["sum"] = "sum"
    questions: tuple[Key, ...] = Field(min_length=1)

    def work_out(self, scope: Scope) -> Value:
        return _total(scope.values.get(key) for key in self.questions)


class SumOfRows(Model):
    """The sum of one question over all rows of a repeat. Rows that left it blank add nothing."""

    op: Literal["sum"] = "sum"
    repeat: Key
    question: Key

    def work_out(self, scope: Scope) -> Value:
        return _total(row.get(self.question) for row in scope.rows.get(self.repeat, ()))


class CountOfRows(Model):
    """How many rows a repeat has."""

    op: Literal["count"] = "count"
    repeat: Key

    def work_out(self, scope: Scope) -> Value:
        return len(scope.rows.get(self.repeat, ())) or None


class AgeToday(Model):
    """The age in full years today, from a date of birth."""

    op: Literal["age"] = "age"
    question: Key

    def work_out(self, scope: Scope) -> Value:
        born = as_date(scope.values.get(self.question))
        return None if born is None else full_years(born, scope.today)


class Difference(Model):
    """One number less another."""

    op: Literal["difference"] = "difference"
    first: Key
    second: Key

    def work_out(self, scope: Scope) -> Value:
        first, second = as_number(scope.values.get(self.first)), as_number(scope.values.get(self.second))
        return None if first is None or second is None else from_number(first - second)


Formula = SumOf | SumOfRows | CountOfRows | AgeToday | Difference


class Computed(Question):
    """A number worked out from answers that count; None as long as they do not tell."""

    kind: Literal["computed"] = "computed"
    formula: Annotated[Formula, Field(union_mode="left_to_right")]
    unit: Words | None = None
    """Said behind the number: years, metres."""
    money: bool = False
    """The number is pence, and shown as pounds."""
    value_type: ClassVar[ValueType] = ValueType.NUMBER

    @property
    def sources(self) -> tuple[str, ...]:
        """The questions that it is worked out from."""
        match self.formula:
            case SumOf(questions=keys):
                return keys
            case SumOfRows(question=key) | AgeToday(question=key):
                return (key,)
            case Difference(first=first, second=second):
                return (first, second)
        return ()

    @property
    def rows_of(self) -> str:
        """The repeat whose rows it is worked out from, or nothing."""
        return getattr(self.formula, "repeat", "")

    def work_out(self, scope: Scope) -> Value:
        """Return the number that the answers in scope make: int, or decimal text; None if not known yet."""
        return self.formula.work_out(scope)

    def read(self, typed: Typed, *, today: date) -> Reading:
        """Return no value and no problem: whatever a request says here, nobody typed it."""
        return Reading()

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        """Return the number as it stands on paper: pounds and pence where it is money."""
        number = as_number(value)
        if number is None:
            return {}
        return {"": f"{Decimal(number) / 100:.2f}" if self.money else str(value)}

    def is_blank(self, typed: Typed) -> bool:
        """Return True: there is nothing to type."""
        return True


def _total(values: Iterable[Value]) -> Value:
    number = total(values)
    return None if number is None else from_number(number)
