"""What every kind of question shares. Plain Python (pydantic): no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.definitions.rules import Rule, Value

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
Topic = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,29}\.[a-z][a-z0-9_]{0,29}$")]
"""A subject and what is asked about it: "person.date_of_birth"."""
Words = Annotated[dict[str, str], Field(min_length=1)]
"""One text in each language, by language code."""

Typed = Mapping[str, str | list[str]]
"""What someone typed, by part of the question ("" where it has only one), valid or not."""

LONGEST_TYPED = 20_000


class ValueType(StrEnum):
    """What a rule may compare an answer with."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MONTH = "month"
    TIME = "time"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why typed input is not an answer. `code` has a sentence in services/wording.py."""

    code: str
    part: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question makes of typed input: a value, or the problems with it."""

    value: Value = None
    problems: tuple[Problem, ...] = ()


class Model(BaseModel):
    """An immutable piece of a document that refuses unknown properties."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(Model):
    """One thing that is asked. Kinds add what they need and say how typed input is read."""

    kind: str
    key: Key
    label: Words
    hint: Words | None = None
    script: Words | None = None
    """How an adviser asks it aloud; the label where it is not given."""
    required: bool = True
    when: Rule | None = None
    """Asked only if this holds; the rule may look at earlier questions of the same step."""
    identifies: Literal["name", "date_of_birth", "postcode", "email", "phone"] | None = None
    """Staff can find the application by this answer, through a blind index."""
    same_as: Topic | None = None
    """What it asks in the words that forms share: an answer given there can be used here (topics.py)."""
    autocomplete: str | None = None
    """WCAG 2.2, 1.3.5: the purpose of a field about the person filling it in."""
    meaning: int = Field(default=1, ge=1)
    """Raised by the author when the question means something else than before, although its key stays:
    answers given to the earlier meaning are asked again (changes.py)."""

    value_type: ClassVar[ValueType]
    fixed_parts: ClassVar[tuple[str, ...]] = ("",)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the question, each typed apart; one without a name where it has only one."""
        return self.fixed_parts

    def read(self, typed: Typed, *, today: date) -> Reading:
        """Return the value of what was typed, or what is wrong with it. Blank is a value of None."""
        for part in self.parts:
            texts = _texts(typed, part)
            if any(len(text) > LONGEST_TYPED for text in texts):
                return Reading(problems=(Problem("too_long", part, {"limit": LONGEST_TYPED}),))
            if not all(_is_storable(text) for text in texts):
                return Reading(problems=(Problem("not_text", part),))
        if self.is_blank(typed):
            if self.required:
                return Reading(problems=self.missing())
            return Reading()
        return self.parse(typed, today=today)

    missing_code: ClassVar[str] = "missing"

    @property
    def missing_part(self) -> str:
        """Return the part where someone begins who typed nothing."""
        return self.parts[0]

    def missing(self) -> tuple[Problem, ...]:
        """Return what is said to someone who typed nothing where something is needed."""
        return (Problem(self.missing_code, part=self.missing_part),)

    def is_blank(self, typed: Typed) -> bool:
        """Return whether nothing was typed in any of the question's own parts."""
        return not any(text.strip() for part in self.parts for text in _texts(typed, part))

    def parse(self, typed: Typed, *, today: date) -> Reading:
        """Return the value or problems of input that is not blank."""
        raise NotImplementedError

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        """Return what someone would type to give this value: fills the field again."""
        return {} if value is None else {"": str(value)}


def _is_storable(text: str) -> bool:
    """PostgreSQL's text refuses NUL; a lone half of a surrogate pair has no UTF-8."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _texts(typed: Typed, part: str) -> list[str]:
    item = typed.get(part, [])
    return [item] if isinstance(item, str) else item


def text_of(typed: Typed, part: str = "") -> str:
    """Return one part's text without outer spaces; line ends as a newline."""
    item = typed.get(part, "")
    text = item if isinstance(item, str) else next((each for each in item if each.strip()), "")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def plain_digits(text: str) -> str:
    """Return the text with every script's decimal digits as 0-9: an Arabic keyboard may type ٣."""
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
