"""The declaration: statements someone agrees to before they submit."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, Words, text_of
from services.definitions.rules import Value


class Declaration(Question):
    """Agreed by a tick online, a signature on paper, or words spoken to an adviser."""

    kind: Literal["declaration"] = "declaration"
    statements: tuple[Words, ...] = Field(min_length=1)
    value_type: ClassVar[ValueType] = ValueType.BOOLEAN
    missing_code: ClassVar[str] = "declaration_needed"

    def parse(self, typed: Typed, *, today: date) -> Reading:
        if text_of(typed) != "agreed":
            return Reading(problems=(Problem("declaration_needed"),))
        return Reading(value=True)

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        return {"": "agreed"} if value else {}
