"""The form document: the definition from which every channel is made. Plain Python (pydantic)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from services.definitions.checkers.requirements import Example, Outcome, Requirement
from services.definitions.kinds import AnyQuestion, Declaration, Question, Words
from services.definitions.kinds.base import Key, Model, Slug
from services.definitions.kinds.computed import Computed
from services.definitions.rules import Rule

CHECKER_DAYS = 1


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
    inside: Key | None = None
    """The repeat in each of whose rows this one is asked: the jobs of each person. One level deep."""


class Block(Model):
    """Words between the questions of a step. They ask nothing."""

    kind: Literal["guidance", "warning", "inset", "details"]
    text: Words
    """Plain paragraphs, separated by an empty line."""
    title: Words | None = None
    """For details: what is inside."""
    before: Key | None = None
    """The question of the step that they stand before; after the last one if it is not given."""
    when: Rule | None = None
    """Shown only if this holds; the rule looks at earlier steps."""


class Step(Model):
    """One screen. Its questions are asked together, unless the way ends here."""

    key: Slug
    section: Key
    title: Words | None = None
    """Heading when the step has several questions; a single question is its own heading."""
    guidance: Words | None = None
    """Plain paragraphs, separated by an empty line, shown before the questions."""
    questions: tuple[AnyQuestion, ...] = ()
    blocks: tuple[Block, ...] = ()
    when: Rule | None = None
    repeat: Key | None = None
    ends: bool = False
    """Nobody who comes here goes on: it asks nothing, and says why and what to do instead."""

    @property
    def heading(self) -> Words:
        """Its title, or the question that it asks without one. Empty if a draft has neither."""
        return self.title or (self.questions[0].label if self.questions else {})


@dataclass(frozen=True, slots=True)
class Place:
    """A step or a repeat as the walk comes to it: everything that never changes is looked up before."""

    key: str
    section: str
    when: Rule | None
    asks: tuple[tuple[str, Rule | None, Computed | None], ...] = ()
    """The questions of a step: key, condition, and itself if it is worked out."""
    step: Step | None = None
    repeat: Repeat | None = None
    inner: tuple["Place", ...] = ()
    """The places in each row of a repeat."""


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
    declaration: Declaration | None = None
    """Every application has one; a checker, which is never sent, has none."""
    next_steps: Words | None = None
    """What happens after submitting: plain paragraphs. For applications."""
    return_address: tuple[str, ...] = ()
    """Where paper goes, line by line: at least two. For applications."""
    privacy: Words
    minutes: int = Field(default=10, ge=1, le=240)
    """How long it takes to fill in, told before the start."""
    draft_days: int = Field(default=28, ge=1, le=365)
    """An unfinished application is deleted this long after it was last used."""
    kept_days: int = Field(default=1096, ge=30, le=36500)
    """A submitted application is deleted this long after its decision."""
    reference_prefix: str = Field(default="", pattern=r"^[A-Z]{0,3}$")
    kind: Literal["application", "checker"] = "application"
    """An application is submitted. A checker only says what someone's answers come to, and keeps nothing."""
    requirements: tuple[Requirement, ...] = ()
    """For checkers: what must be so, in the order it is told."""
    outcome: Outcome | None = None
    """For checkers: what all requirements come to."""
    examples: tuple[Example, ...] = ()
    """For checkers: made-up cases, run at publish."""
    leads_to: Slug | None = None
    """For checkers: the form that someone can go on with, taking the answers to the same questions along."""

    @property
    def is_checker(self) -> bool:
        """Whether it is only asked and judged, never submitted."""
        return self.kind == "checker"

    @property
    def life_days(self) -> int:
        """How long answers that were not submitted are kept after their last use. A checker's: a day."""
        return CHECKER_DAYS if self.is_checker else self.draft_days

    @property
    def declared(self) -> Declaration:
        """The declaration. Raises ValueError for a form without one."""
        if self.declaration is None:
            raise ValueError(f"form {self.key!r} has no declaration")
        return self.declaration

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
        """Return the steps that are answered for each row of a repeat; not those of a repeat inside it."""
        return tuple(step for step in self.steps if step.repeat == key)

    def repeats_inside(self, key: str) -> tuple[Repeat, ...]:
        """Return the repeats that are asked in each row of this one."""
        return tuple(repeat for repeat in self.repeats if repeat.inside == key)

    @cached_property
    def plan(self) -> tuple[Place, ...]:
        """The places of the form in order, for the walk."""
        return _places(self, self.steps, None)


def _places(document: Document, steps: tuple[Step, ...], holder: str | None) -> tuple[Place, ...]:
    """Return the places of steps that stand in each row of a repeat, or outside all of them."""
    found: dict[str, Place] = {}
    for step in steps:
        repeat = document.repeats_by_key[step.repeat] if step.repeat and step.repeat != holder else None
        if repeat and holder is None and repeat.inside:
            repeat = document.repeats_by_key[repeat.inside]
        if repeat is None:
            asks = tuple((q.key, q.when, q if isinstance(q, Computed) else None) for q in step.questions)
            found[step.key] = Place(step.key, step.section, step.when, asks, step=step)
        elif repeat.key not in found:
            own = {repeat.key, *(inner.key for inner in document.repeats_inside(repeat.key))}
            first = document.steps_of_repeat(repeat.key)[0]
            inner = _places(document, tuple(step for step in steps if step.repeat in own), repeat.key)
            found[repeat.key] = Place(repeat.key, first.section, first.when, repeat=repeat, inner=inner)
    return tuple(found.values())


def words_in(piece: Model, path: str = "") -> Iterator[tuple[str, Words]]:
    """Yield (path, texts by language) for every text in a document, keyed by question and property."""
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        yield from _words_at(value, f"{path}.{name}" if path else name)


def _words_at(value: object, path: str) -> Iterator[tuple[str, Words]]:
    if isinstance(value, Example):
        return  # made up for authors: nobody reads it in another language
    if isinstance(value, Model):
        key = getattr(value, "key", None)
        yield from words_in(value, f"{path}[{key}]" if key else path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _words_at(item, path if hasattr(item, "key") else f"{path}[{index}]")
    elif isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        yield path, value
