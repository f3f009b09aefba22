"""The form document: the definition from which every channel is made. Plain Python (pydantic)."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from services.definitions.kinds import AnyQuestion, Declaration, Question, Words
from services.definitions.kinds.base import Key, Model, Slug
from services.definitions.rules import Rule


class Section(Model):
    """A part of the form with a heading: "About you"."""

    key: Key
    title: Words


class Repeat(Model):
    """A group of steps answered once for each row: each medicine, each person."""

    key: Key
    title: Words
    """Heading of the list: "Your medicines"."""
    item: Words
    """One row: "Medicine"."""
    minimum: int = Field(default=1, ge=1, le=10)
    maximum: int = Field(default=10, ge=1, le=50)
    rows_on_paper: int = Field(default=3, ge=1, le=10)


class Step(Model):
    """One screen. Its questions are asked together."""

    key: Slug
    section: Key
    title: Words | None = None
    """Heading when the step has several questions; a single question is its own heading."""
    guidance: Words | None = None
    """Plain paragraphs, separated by an empty line, shown before the questions."""
    questions: tuple[AnyQuestion, ...] = Field(min_length=1)
    when: Rule | None = None
    repeat: Key | None = None


class Document(Model):
    """A whole form, in every language it is published in."""

    key: Slug
    title: Words
    summary: Words
    languages: tuple[str, ...] = Field(min_length=1)
    """Complete languages; the first is the one the others were translated from."""
    sections: tuple[Section, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    repeats: tuple[Repeat, ...] = ()
    declaration: Declaration
    next_steps: Words
    """What happens after submitting: plain paragraphs."""
    return_address: tuple[str, ...] = Field(min_length=2)
    """Where paper goes, line by line."""
    privacy: Words
    minutes: int = Field(default=10, ge=1, le=240)
    """How long it takes to fill in, told before the start."""
    draft_days: int = Field(default=28, ge=1, le=365)
    """An unfinished application is deleted this long after it was last used."""
    kept_days: int = Field(default=1096, ge=30, le=36500)
    """A submitted application is deleted this long after its decision."""
    reference_prefix: str = Field(default="", pattern=r"^[A-Z]{0,3}$")
    kind: Literal["application"] = "application"

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by key, in document order."""
        return {question.key: question for step in self.steps for question in step.questions}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every question, the same on the web, on paper and on the phone."""
        return {key: number for number, key in enumerate(self.questions, start=1)}

    @cached_property
    def step_of(self) -> dict[str, Step]:
        """The step of every question key."""
        return {question.key: step for step in self.steps for question in step.questions}

    @cached_property
    def steps_by_key(self) -> dict[str, Step]:
        """Every step by key."""
        return {step.key: step for step in self.steps}

    @cached_property
    def repeats_by_key(self) -> dict[str, Repeat]:
        """Every repeat by key."""
        return {repeat.key: repeat for repeat in self.repeats}

    @cached_property
    def sections_by_key(self) -> dict[str, Section]:
        """Every section by key."""
        return {section.key: section for section in self.sections}

    def steps_of_repeat(self, key: str) -> tuple[Step, ...]:
        """Return the steps that are answered for each row of a repeat."""
        return tuple(step for step in self.steps if step.repeat == key)


def words_in(piece: Model, path: str = "") -> Iterator[tuple[str, Words]]:
    """Yield (path, texts by language) for every text in a document, keyed by question and property."""
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        yield from _words_at(value, f"{path}.{name}" if path else name)


def _words_at(value: object, path: str) -> Iterator[tuple[str, Words]]:
    if isinstance(value, Model):
        key = getattr(value, "key", None)
        yield from words_in(value, f"{path}[{key}]" if key else path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _words_at(item, path if hasattr(item, "key") else f"{path}[{index}]")
    elif isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        yield path, value
