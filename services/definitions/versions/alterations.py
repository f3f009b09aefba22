"""What a change of one property of a question, step or repeat means for answers already given.

Plain Python. One table for each model; a property in no table asks every answer again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from services.definitions.document import Repeat, Step
from services.definitions.kinds import Computed, Option, Question, ValueType
from services.definitions.kinds.base import Model


class Effect(StrEnum):
    """What a change does, from the lightest to the heaviest."""

    WORDING = "wording"
    """Only texts changed."""
    COMPATIBLE = "compatible"
    """Every earlier answer is still an answer, with the same meaning."""
    CONDITION = "condition"
    """The question is asked of other people than before; answers keep their meaning."""
    ADDED = "added"
    REMOVED = "removed"
    RE_ASK = "re_ask"
    """An earlier answer may no longer be valid, or means something else."""
    BREAKING = "breaking"
    """An earlier answer cannot be used at all."""


WEIGHT = {effect: weight for weight, effect in enumerate(Effect)}
ASKS_AGAIN = WEIGHT[Effect.RE_ASK]


@dataclass(frozen=True, slots=True)
class Alteration:
    """One reason why something is not as it was. `always`: whatever an earlier answer says, ask again."""

    effect: Effect
    reason: str
    always: bool = False


TEXTS = Alteration(Effect.WORDING, "texts_changed")
LAYOUT = Alteration(Effect.COMPATIBLE, "layout_changed")
LOOSER = Alteration(Effect.COMPATIBLE, "limits_loosened")
TIGHTER = Alteration(Effect.RE_ASK, "limits_tightened")
CONDITION = Alteration(Effect.CONDITION, "condition_changed")
MEANING = Alteration(Effect.RE_ASK, "meaning_changed", always=True)
UNKNOWN = Alteration(Effect.RE_ASK, "property_changed", always=True)
OTHER_ROWS = Alteration(Effect.BREAKING, "rows_changed", always=True)
MOVED = Alteration(Effect.COMPATIBLE, "moved")
OTHERWISE = Alteration(Effect.COMPATIBLE, "worked_out_otherwise")
KIND = Alteration(Effect.RE_ASK, "kind_changed")
OTHER_KIND = Alteration(Effect.BREAKING, "kind_changed", always=True)

Compare = Callable[[Any, Any], Alteration]


def _always(alteration: Alteration) -> Compare:
    return lambda _old, _new: alteration


def _limit(*, higher_is_looser: bool) -> Compare:
    """A number, or a number as text."""

    def compare(old: Any, new: Any) -> Alteration:
        return LOOSER if (Decimal(str(new)) > Decimal(str(old))) == higher_is_looser else TIGHTER

    return compare


def _widest(word: str) -> Compare:
    """A choice of restrictions, one of which restricts nothing."""
    return lambda _old, new: LOOSER if new == word else TIGHTER


def _among(old: Any, new: Any) -> Alteration:
    """A list of what is accepted."""
    if set(old) - set(new):
        return TIGHTER
    return LOOSER if set(new) - set(old) else LAYOUT


def _required(_old: bool, new: bool) -> Alteration:
    return (
        Alteration(Effect.RE_ASK, "made_required") if new else Alteration(Effect.COMPATIBLE, "made_optional")
    )


def _part_offered(_old: bool, new: bool) -> Alteration:
    return Alteration(Effect.COMPATIBLE, "part_added") if new else TIGHTER


def _unit(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Alteration:
    """A number means its unit: the one in the first language, from which the others are translated."""
    return TEXTS if next(iter((old or {}).values()), "") == next(iter((new or {}).values()), "") else MEANING


QUESTION: Mapping[str, Compare] = {
    "label": _always(TEXTS),
    "hint": _always(TEXTS),
    "script": _always(TEXTS),
    "required": _required,
    "when": _always(CONDITION),
    "identifies": _always(Alteration(Effect.COMPATIBLE, "found_by_changed")),
    "same_as": _always(Alteration(Effect.COMPATIBLE, "shared_otherwise")),
    "autocomplete": _always(LAYOUT),
    "meaning": _always(MEANING),
    # of some kinds
    "max_length": _limit(higher_is_looser=True),
    "lines": _always(LAYOUT),
    "minimum": _limit(higher_is_looser=False),
    "maximum": _limit(higher_is_looser=True),
    "minimum_pence": _limit(higher_is_looser=False),
    "maximum_pence": _limit(higher_is_looser=True),
    "places": _limit(higher_is_looser=True),
    "unit": _unit,
    "when_is": _widest("any"),
    "where": _widest("any"),
    "known_as": _part_offered,
    "scheme": _always(MEANING),
    "masks": _among,
    "ways": _among,
    "max_files": _limit(higher_is_looser=True),
    "accepts": _among,
    "statements": _always(MEANING),
    "formula": _always(OTHERWISE),
    "money": _always(OTHERWISE),
}
OPTION: Mapping[str, Compare] = {
    "label": _always(TEXTS),
    "hint": _always(TEXTS),
    "exclusive": lambda _old, new: TIGHTER if new else LOOSER,
}
STEP: Mapping[str, Compare] = {
    "key": _always(MOVED),
    "section": _always(MOVED),
    "title": _always(TEXTS),
    "guidance": _always(TEXTS),
    "blocks": _always(TEXTS),
    "when": _always(CONDITION),
    "repeat": _always(OTHER_ROWS),
}
_FEWER = Alteration(Effect.RE_ASK, "rows_tightened")
_MORE = Alteration(Effect.COMPATIBLE, "rows_loosened")
REPEAT: Mapping[str, Compare] = {
    "title": _always(TEXTS),
    "item": _always(TEXTS),
    "minimum": lambda old, new: _FEWER if new > old else _MORE,
    "maximum": lambda old, new: _FEWER if new < old else _MORE,
    "rows_on_paper": _always(LAYOUT),
    "inside": _always(OTHER_ROWS),
}


def of_question(old: Question, new: Question) -> Iterator[Alteration]:
    """Yield what changed in a question itself, wherever it stands. Nothing for identical ones."""
    if old.kind != new.kind:
        yield KIND if can_be_shown(old, new) else OTHER_KIND
        yield from _fields(old, new, QUESTION, skip={"kind"}, of=Question)
        return
    for found in _fields(old, new, QUESTION, skip={"options"}, of=type(new)):
        # Nobody types what is worked out: however it changes, there is no answer to ask again.
        yield OTHERWISE if isinstance(new, Computed) and WEIGHT[found.effect] >= ASKS_AGAIN else found
    if "options" in type(new).model_fields:
        yield from _of_options(getattr(old, "options", ()), getattr(new, "options", ()))


def _of_options(before: tuple[Option, ...], after: tuple[Option, ...]) -> Iterator[Alteration]:
    options, kept = {option.key: option for option in before}, {option.key: option for option in after}
    if options.keys() - kept.keys():
        yield Alteration(Effect.RE_ASK, "option_removed")
    if kept.keys() - options.keys():
        yield Alteration(Effect.COMPATIBLE, "option_added")
    if options.keys() == kept.keys() and list(options) != list(kept):
        yield LAYOUT
    for key in options.keys() & kept.keys():
        yield from _fields(options[key], kept[key], OPTION, of=type(kept[key]))


def of_step(old: Step, new: Step) -> Iterator[Alteration]:
    """Yield what changed around a question: in the step that asks it."""
    yield from _fields(old, new, STEP, skip={"questions"}, of=Step)


def of_repeat(old: Repeat, new: Repeat) -> Iterator[Alteration]:
    """Yield what changed in a repeat itself."""
    yield from _fields(old, new, REPEAT, of=Repeat)


def _fields(
    old: Model, new: Model, table: Mapping[str, Compare], *, of: type[Model], skip: set[str] | None = None
) -> Iterator[Alteration]:
    for name in of.model_fields:
        if name in (skip or ()):
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield table[name](before, after) if name in table else UNKNOWN


SHOWN_AS = {(ValueType.CHOICE, ValueType.CHOICES), (ValueType.NUMBER, ValueType.TEXT)}


def can_be_shown(old: Question, new: Question) -> bool:
    """Return whether an answer to one kind can be filled into another."""
    before, after = old.value_type, new.value_type
    alike = before is after and before is not ValueType.STRUCTURE
    return old.kind == new.kind or alike or (before, after) in SHOWN_AS
