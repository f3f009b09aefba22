"""What a checker tells apart: its requirements, its outcomes and its author's example cases. Plain Python."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.definitions.kinds import Words
from services.definitions.kinds.base import Key, Model
from services.definitions.rules import Rule, Value

Found = Literal["met", "not_met", "not_known"]
Address = Annotated[str, StringConstraints(pattern=r"^(/|https://)\S*$", max_length=500)]


class Link(Model):
    """Where to read on: a page of ours, or another organisation's."""

    text: Words
    address: Address


class Requirement(Model):
    """One thing that must be so, and what it means for someone that it is, is not, or is not known."""

    key: Key
    title: Words
    rule: Rule
    met: Words | None = None
    not_met: Words | None = None
    """Why, and what they can do instead."""
    not_known: Words | None = None
    link: Link | None = None
    decides: bool = True
    """Whether the outcome depends on it. If not, it only tells what to expect."""


class Outcome(Model):
    """What someone is told first: one sentence for each way it can come out."""

    met: Words
    """Every requirement that decides is met."""
    not_met: Words
    """One is not met."""
    not_known: Words
    """None is known to be not met, and one is not known."""


class Example(Model):
    """A made-up case. Publishing runs it: what comes out must be what its author expects."""

    title: str = Field(min_length=1, max_length=120)
    """For authors; nobody else sees it."""
    on: date
    """The day it is judged on: ages are counted to it."""
    answers: dict[Key, Value] = Field(default_factory=dict)
    """By question key, as answers are stored; null for "I do not know"."""
    rows: dict[Key, tuple[dict[Key, Value], ...]] = Field(default_factory=dict)
    """By repeat key, the answers of each row."""
    expected: dict[Key, Found] = Field(min_length=1)
    """By requirement key."""
