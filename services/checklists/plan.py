"""Which steps of a life event apply to somebody, what counts, and by when: pure functions.

A step or a thing to do may be meant for some people only: `when` names circumstances that its page asks
about. It is left out only for somebody who was asked about every one of them and said that none applies;
whoever has not answered sees everything.

What counts for "3 of 7 things done" is what belongs to the matter itself (strength "part") and has to be
done: each required thing, and each choice once. What is there for those who need it counts for nobody,
and what a person does not need does not count for them. Of steps joined by "or" only one way counts.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby


class State(StrEnum):
    """How far one thing is."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    SENT = "sent"
    BOOKED = "booked"
    DONE = "done"
    NOT_NEEDED = "not_needed"


SETTLED = frozenset({State.SENT, State.DONE})
"""Nothing is left for the person to do."""
OPEN = frozenset({State.NOT_STARTED, State.STARTED})
REQUIRED, CHOICE, PART, OR = "required", "choice", "part", "or"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said when they were asked: about which circumstances, which apply, and the day."""

    asked: frozenset[str] = frozenset()
    apply: frozenset[str] = frozenset()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, counted from the day that the page asks for.

    `unit` is days, weeks, months, or month_ends: so many months after the end of that day's month.
    """

    number: int
    unit: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to do. `need` is required, optional or choice, `strength` part, related or secondary."""

    key: str
    need: str = REQUIRED
    strength: str = PART
    when: frozenset[str] = frozenset()

    @property
    def counts(self) -> bool:
        """Whether it is part of the matter and not only for those who need it."""
        return self.strength == PART and self.need in (REQUIRED, CHOICE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `logic` joins it to the one before; one that `says` something stands without things too."""

    key: str
    things: tuple[Thing, ...] = ()
    logic: str = ""
    when: frozenset[str] = frozenset()
    says: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the things that count are done, and the key of the next to do, "" if none is left."""

    done: int
    total: int
    next: str = ""


@dataclass(slots=True)
class _Way:
    """One way through steps joined by "or": what counts in it, a choice as one."""

    counted: list[list[Thing]] = field(default_factory=list)


def applies(when: Iterable[str], said: Said) -> bool:
    """Tell whether something meant for these circumstances is for somebody who said this."""
    named = frozenset(when)
    return not named or not named <= said.asked or bool(named & said.apply)


def applying(steps: Iterable[Step], said: Said) -> list[Step]:
    """Return the steps that apply, each with the things that apply.

    A step all of whose things are left out goes with them, unless it says something of its own. One that
    belonged to the step before stands for itself if there is none left to belong to.
    """
    found: list[Step] = []
    leads = False
    for step in steps:
        leads = leads and bool(step.logic)
        if not applies(step.when, said):
            continue
        things = tuple(thing for thing in step.things if applies(thing.when, said))
        if things or step.says:
            found.append(replace(step, things=things, logic=step.logic if leads else ""))
            leads = True
    return found


def settled(steps: Iterable[Step], states: Mapping[str, State]) -> dict[str, State]:
    """Return the states with what became unnecessary: the rest of a choice, the other way of an "or"."""
    found = dict(states)
    for way_by_way in _ways(steps):
        for way in way_by_way:
            for group in way.counted:
                if len(group) > 1 and any(_touched(found, thing) for thing in group):
                    _spare(found, group)
        gone = next((way for way in way_by_way if _finished(way, found)), None)
        if gone and len(way_by_way) > 1:
            for way in way_by_way:
                if way is not gone:
                    _spare(found, [thing for group in way.counted for thing in group])
    return found


def progress(steps: Iterable[Step], states: Mapping[str, State]) -> Progress:
    """Return how far somebody is. The next thing is the first, in the authors' order, still to be done."""
    done = total = 0
    following = ""
    for way_by_way in _ways(steps):
        for group in _taken(way_by_way, states).counted:
            if all(_state(states, thing) is State.NOT_NEEDED for thing in group):
                continue
            total += 1
            if _any(states, group, SETTLED):
                done += 1
            elif not following and not _any(states, group, {State.BOOKED}):
                open_ones = [thing for thing in group if _state(states, thing) in OPEN]
                started = [thing for thing in open_ones if _state(states, thing) is State.STARTED]
                following = (started or open_ones)[0].key
    return Progress(done, total, following)


def due(limit: Limit, on: date) -> date:
    """Return the last day on which a thing can still be done in time.

    A limit in months ends on the day of the same number, or on the last of a shorter month (the
    "corresponding date rule", Dodds v Walker [1981] 1 WLR 1027).
    """
    number = -limit.number if limit.before else limit.number
    match limit.unit:
        case "days":
            return on + timedelta(days=number)
        case "weeks":
            return on + timedelta(weeks=number)
        case "months":
            return _months_on(on, number)
        case "month_ends":
            first = _months_on(on.replace(day=1), number)
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    raise ValueError(f"unknown unit of a time limit: {limit.unit!r}")


_TAKEN_UP = frozenset({State.STARTED, State.BOOKED}) | SETTLED


def _months_on(on: date, number: int) -> date:
    years, month = divmod(on.year * 12 + on.month - 1 + number, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(on.day, last))


def _ways(steps: Iterable[Step]) -> list[list[_Way]]:
    """Return what counts, by ways that stand for each other: most are alone."""
    found: list[list[_Way]] = []
    for step in steps:
        way = _Way()
        if step.logic == OR and found:
            found[-1].append(way)
        else:
            found.append([way])
        for need, run in groupby(step.things, key=lambda thing: thing.need):
            counted = [thing for thing in run if thing.counts]
            if counted:
                way.counted += [counted] if need == CHOICE else [[thing] for thing in counted]
    return found


def _taken(way_by_way: list[_Way], states: Mapping[str, State]) -> _Way:
    """Return the way that somebody goes: the first they began, else the first in which anything counts."""
    begun = (way for way in way_by_way if any(_any(states, group, _TAKEN_UP) for group in way.counted))
    counting = (way for way in way_by_way if way.counted)
    return next(begun, None) or next(counting, way_by_way[0])


def _state(states: Mapping[str, State], thing: Thing) -> State:
    return states.get(thing.key, State.NOT_STARTED)


def _any(states: Mapping[str, State], group: Iterable[Thing], which: Iterable[State]) -> bool:
    return any(_state(states, thing) in which for thing in group)


def _touched(states: Mapping[str, State], thing: Thing) -> bool:
    return _state(states, thing) in SETTLED | {State.BOOKED}


def _finished(way: _Way, states: Mapping[str, State]) -> bool:
    return bool(way.counted) and all(_any(states, group, SETTLED) for group in way.counted)


def _spare(states: dict[str, State], things: Iterable[Thing]) -> None:
    for thing in things:
        if _state(states, thing) is State.NOT_STARTED:
            states[thing.key] = State.NOT_NEEDED
