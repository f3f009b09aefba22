"""What kinds with several texts share: a name, an address, a bank account."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, text_of
from services.definitions.rules import Value

LONGEST_PART = 100


class Parts(Question):
    """An answer made of several texts, some of which may stay empty."""

    value_type: ClassVar[ValueType] = ValueType.STRUCTURE

    @property
    def needed(self) -> tuple[str, ...]:
        """The parts that may not stay empty."""
        return ()

    def parse(self, typed: Typed, *, today: date) -> Reading:
        texts = {part: " ".join(text_of(typed, part).split()) for part in self.parts}
        problems = [Problem(f"{self.kind}_without_{part}", part) for part in self.needed if not texts[part]]
        problems += [
            Problem("too_long", part, {"limit": LONGEST_PART})
            for part, text in texts.items()
            if len(text) > LONGEST_PART
        ]
        if problems:
            return Reading(problems=tuple(problems))
        return self.finish({part: text for part, text in texts.items() if text})

    def finish(self, texts: Mapping[str, str]) -> Reading:
        """Return the value, or problems that concern the parts together."""
        return Reading(dict(texts))

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        return dict(value) if isinstance(value, dict) else {}
