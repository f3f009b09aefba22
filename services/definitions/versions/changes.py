"""Compare two versions of a form: what its changes do to answers already given.

Plain Python. `changes` classifies every question for the author, before publishing; `must_ask_again`
decides for one answer when its application moves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from services.definitions.document import Document
from services.definitions.kinds import Problem, Question, Reading
from services.definitions.rules import Rule, Value, every, questions_in
from services.definitions.versions.alterations import (
    LAYOUT,
    MOVED,
    OTHER_ROWS,
    TEXTS,
    WEIGHT,
    Alteration,
    Effect,
    can_be_shown,
    of_question,
    of_repeat,
    of_step,
)

__all__ = ["Change", "Changes", "Effect", "carried", "changes", "must_ask_again"]

FORM_TEXTS = {
    "title",
    "summary",
    "sections",
    "declaration",
    "next_steps",
    "return_address",
    "privacy",
    "outcome",
}
DEMANDING = (Effect.RE_ASK, Effect.BREAKING)
About = Literal["question", "repeat", "ending", "form"]


@dataclass(frozen=True, slots=True)
class Change:
    """One question, repeat, end of the way or property of the form that is not as it was, and why."""

    about: About
    key: str
    effect: Effect
    reasons: tuple[str, ...]
    """Stable codes, heaviest first; each has its sentence in services/wording.py: "change_<code>"."""
    always: bool = False
    """Every earlier answer is asked again; otherwise only one that is no longer valid."""


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two versions: questions in the new order, then those removed."""

    old: Document
    new: Document
    found: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @cached_property
    def of(self) -> dict[str, Change]:
        """The changes of questions by key."""
        return {change.key: change for change in self.found if change.about == "question"}

    @property
    def only_wording(self) -> bool:
        """Whether nobody who began earlier has to be told anything."""
        return all(change.effect is Effect.WORDING for change in self.found)


def changes(old: Document, new: Document) -> Changes:
    """Return what differs, classified. Nothing for identical documents.

    Raises ValueError if the two are not versions of one form.
    """
    if old.key != new.key:
        raise ValueError(f"{old.key!r} and {new.key!r} are different forms")
    found = [*_questions(old, new), *_repeats(old, new), *_endings(old, new), *_form(old, new)]
    return Changes(old, new, tuple(found))


def _change(about: About, key: str, why: Iterable[Alteration]) -> Change:
    ordered = sorted(set(why), key=lambda each: (-WEIGHT[each.effect], each.reason))
    reasons = tuple(dict.fromkeys(each.reason for each in ordered))
    return Change(about, key, ordered[0].effect, reasons, any(each.always for each in ordered))


def _questions(old: Document, new: Document) -> Iterator[Change]:
    moved = _moved(old, new)
    for key in new.questions:
        if key not in old.questions:
            yield Change("question", key, Effect.ADDED, ("question_added",))
        elif why := [*_of(old, new, key), *([MOVED] if key in moved else [])]:
            yield _change("question", key, why)
    depended_on = _depended_on(old)
    for key in old.questions:
        if key not in new.questions:
            if key in depended_on:
                yield Change("question", key, Effect.BREAKING, ("decided_others",))
            else:
                yield Change("question", key, Effect.REMOVED, ("question_removed",))


def _of(old: Document, new: Document, key: str) -> Iterator[Alteration]:
    """What changed for one question: in itself, in its step, and in the rows it is asked in."""
    yield from of_question(old.questions[key], new.questions[key])
    before, after = old.step_of[key], new.step_of[key]
    yield from of_step(before, after)
    if before.repeat and before.repeat == after.repeat:
        first, now = (document.steps_of_repeat(before.repeat)[0] for document in (old, new))
        if first.when != now.when:
            yield Alteration(Effect.CONDITION, "condition_changed")
        repeat, repeat_now = old.repeats_by_key[before.repeat], new.repeats_by_key[before.repeat]
        if repeat.inside != repeat_now.inside:
            yield OTHER_ROWS


def _moved(old: Document, new: Document) -> set[str]:
    """Questions that stand in another order; what was added or removed between them moves nothing."""
    before = [key for key in old.questions if key in new.questions]
    after = [key for key in new.questions if key in old.questions]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    still = {key for block in blocks for key in after[block.b : block.b + block.size]}
    return set(after) - still


def _depended_on(document: Document) -> set[str]:
    """Questions that decide whether others are asked."""
    return {key for rule in _rules(document) for part in every(rule) for key in questions_in(part)}


def _rules(document: Document) -> Iterator[Rule]:
    for step in document.steps:
        if step.when:
            yield step.when
        for question in step.questions:
            if question.when:
                yield question.when


def _repeats(old: Document, new: Document) -> Iterator[Change]:
    for key, repeat in new.repeats_by_key.items():
        if key not in old.repeats_by_key:
            yield Change("repeat", key, Effect.ADDED, ("repeat_added",))
        elif why := list(of_repeat(old.repeats_by_key[key], repeat)):
            yield _change("repeat", key, why)
    for key in old.repeats_by_key:
        if key not in new.repeats_by_key:
            yield Change("repeat", key, Effect.REMOVED, ("repeat_removed",))


def _endings(old: Document, new: Document) -> Iterator[Change]:
    before, after = ({step.key: step for step in each.steps if step.ends} for each in (old, new))
    for key, step in after.items():
        if key not in before:
            yield Change("ending", key, Effect.ADDED, ("ending_added",))
        elif why := list(of_step(before[key], step)):
            yield _change("ending", key, why)
    for key in before:
        if key not in after:
            yield Change("ending", key, Effect.REMOVED, ("ending_removed",))


def _form(old: Document, new: Document) -> Iterator[Change]:
    for name in Document.model_fields:
        if name in ("key", "steps", "repeats") or getattr(old, name) == getattr(new, name):
            continue
        if name == "kind":
            yield Change("form", name, Effect.BREAKING, ("other_form_kind",))
        else:
            yield _change("form", name, [TEXTS if name in FORM_TEXTS else LAYOUT])


def carried(old: Question, new: Question, value: Value, *, today: date) -> Reading:
    """Return what the new question makes of an answer to the old one: a value that fits, or problems."""
    if not can_be_shown(old, new):
        return Reading(problems=(Problem("kind_changed"),))
    return new.read(old.unread(value), today=today)


def must_ask_again(change: Change | None, old: Question, new: Question, value: Value, *, today: date) -> bool:
    """Return whether this answer no longer counts once its question has changed so."""
    if change is None or change.effect not in DEMANDING:
        return False
    if change.always:
        return True
    reading = carried(old, new, value, today=today)
    return bool(reading.problems) or not _same(reading.value, value)


def _same(one: Value, other: Value) -> bool:
    """Whether two values say the same; the order in which things were ticked does not matter."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return type(one) is type(other) and one == other
