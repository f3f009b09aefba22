"""Questions and blocks in the order of the original, put together to steps of ours.

A step asks only what earlier steps decide: nothing on it appears or disappears, with or without scripts.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from services.definitions.importers.making import Content, all_of, deciders
from services.definitions.importers.naming import Names
from services.definitions.importers.report import Report

MOST_QUESTIONS = 10
CIRCLE = "it is decided by a question that it decides itself"
GOES_ON = "it is not known for whom the form ends there: its words are shown and everyone goes on"


@dataclass(frozen=True, slots=True)
class Piece:
    """One question, one block or one page at which the way ends, and where it belongs."""

    what: Literal["question", "block", "ending"]
    content: Content
    place: str
    """Where it is in the original, for the report."""
    section: str
    page: str
    """The screen of the original: pieces of two pages never share a step."""
    title: Content | None = None
    """Words over the step, where it has several questions."""
    when: tuple[Content, ...] = ()
    """Rules from outside in: the page's, the group's, its own. All of them hold when it is asked."""
    repeat: str | None = None
    titled: bool = False
    """The title is not that of the section: it stands over a single question too."""

    @property
    def key(self) -> str:
        """The question's key; nothing for a block."""
        return str(self.content.get("key", "")) if self.what == "question" else ""

    @property
    def decided_by(self) -> set[str]:
        """The questions that decide whether it is asked."""
        return set().union(*(deciders(rule) for rule in self.when)) if self.when else set()


def in_order(pieces: Sequence[Piece], report: Report) -> list[Piece]:
    """Return the pieces with each one after the questions that decide it, else in the order they had.

    A rule that goes in a circle, or looks at a question that was not carried, is taken off and reported.
    """
    asked = {piece.key for piece in pieces if piece.key}
    units: dict[str, list[Piece]] = {}
    for number, piece in enumerate(pieces):
        kept = _without(piece, asked, "it looks at a question that is not here", report)
        units.setdefault(f"repeat {piece.repeat}" if piece.repeat else str(number), []).append(kept)
    return _ordered(list(units.values()), frozenset(), report)


def _ordered(units: Sequence[list[Piece]], before: frozenset[str], report: Report) -> list[Piece]:
    """Units are single pieces, or all pieces of one list, which stay together."""
    placed: list[Piece] = []
    waiting = list(units)
    late: set[int] = set()
    while waiting:
        seen = before | {piece.key for piece in placed}
        ready = next((unit for unit in waiting if _needs(unit) <= seen), None)
        if ready is None:
            at = waiting.index(_in_a_circle(waiting, seen))
            own = {piece.key for piece in waiting[at]} if len(waiting[at]) > 1 else set()
            waiting[at] = ready = [_without(piece, seen | own, CIRCLE, report) for piece in waiting[at]]
        late |= {id(unit) for unit in waiting[: waiting.index(ready)]}
        waiting.remove(ready)
        if id(ready) in late and len(ready) == 1 and ready[0].key:
            report.change("questions", ready[0].place, "asked after the question that decides it")
        placed += ready if len(ready) == 1 else _ordered([[piece] for piece in ready], seen, report)
    return placed


def _in_a_circle(waiting: Sequence[list[Piece]], seen: frozenset[str]) -> list[Piece]:
    """Going from each unit to one that must come before it, the first that is met twice."""
    unit, met = waiting[0], []
    while unit not in met:
        met.append(unit)
        missing = _needs(unit) - seen
        unit = next(other for other in waiting if any(piece.key in missing for piece in other))
    return unit


def _needs(unit: Sequence[Piece]) -> set[str]:
    needed: set[str] = set().union(*(piece.decided_by for piece in unit))
    return needed - {piece.key for piece in unit} if len(unit) > 1 else needed


def _without(piece: Piece, known: Set[str], reason: str, report: Report) -> Piece:
    """The piece without rules that look at questions which are not known."""
    kept = tuple(rule for rule in piece.when if deciders(rule) <= known)
    if len(kept) < len(piece.when):
        report.refuse_condition(piece.place, reason)
        if piece.what == "ending":  # with a part of its rule it would end for too many
            return replace(piece, when=())
    return replace(piece, when=kept)


def steps_of(pieces: Sequence[Piece], names: Names, report: Report) -> list[Content]:
    """Return the steps that ask these pieces, in their order; no steps if nothing is asked."""
    if not any(piece.key for piece in pieces):
        return []
    pieces = [_with_words_only(piece, report) for piece in pieces]
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.what == "ending" or (piece.key and not (groups and _fits(groups[-1], piece))):
            groups.append([piece])
        elif piece.key:
            groups[-1].append(piece)
    blocks: dict[int, list[tuple[Piece, str | None]]] = {}
    for piece, spot in _spots(pieces, groups):
        if not spot.ruled:
            report.refuse_condition(piece.place, "no step behind it could show it under this condition")
            piece = replace(piece, when=())
        blocks.setdefault(spot.number, []).append((piece, spot.before))
    return [_step(group, blocks.get(number, []), names) for number, group in enumerate(groups)]


def _with_words_only(piece: Piece, report: Report) -> Piece:
    """The piece, or the words of an ending whose condition was not carried: it must not end for everyone."""
    if piece.what != "ending" or piece.when:
        return piece
    report.lose("steps", piece.place, GOES_ON)
    return replace(piece, what="block", content={"kind": "warning", "text": piece.content["guidance"]})


def _fits(group: list[Piece], piece: Piece) -> bool:
    first = group[0]
    if first.what == "ending":
        return False
    alike = (first.section, first.page, first.title, first.repeat) == (
        piece.section,
        piece.page,
        piece.title,
        piece.repeat,
    )
    return alike and len(group) < MOST_QUESTIONS and not piece.decided_by & {each.key for each in group}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a block goes: the step's number, the question it stands before, whether its rule can stay."""

    number: int
    before: str | None = None
    ruled: bool = True


def _spots(pieces: Sequence[Piece], groups: list[list[Piece]]) -> Iterator[tuple[Piece, _Spot]]:
    number_of = {piece.key: number for number, group in enumerate(groups) for piece in group if piece.key}
    for place, piece in enumerate(pieces):
        if piece.what == "block":
            follower = next((other for other in pieces[place + 1 :] if other.key), None)
            yield piece, _spot(piece, follower, groups, number_of)


def _spot(
    piece: Piece, follower: Piece | None, groups: list[list[Piece]], number_of: dict[str, int]
) -> _Spot:
    """With the question behind it; else on its page; else on a later step that is reached as well."""
    earliest = max((number_of[key] + 1 for key in piece.decided_by), default=0)
    asking = sorted(set(number_of.values()))
    own = [number for number in asking if _together(groups[number][0], piece)]
    if follower and _together(follower, piece):
        if (number := number_of[follower.key]) >= earliest:
            return _Spot(number, follower.key)
        if later := [number for number in own if number >= earliest]:
            return _Spot(later[0], groups[later[0]][0].key)
    elif own and own[-1] >= earliest:
        return _Spot(own[-1])
    if piece.repeat and own:
        return _Spot(own[-1], ruled=False)
    behind = max(earliest, number_of[follower.key] if follower else 0)
    for number in asking:
        first = groups[number][0]
        if number >= behind and first.repeat is None and _always_reached(groups[number], piece):
            return _Spot(number, first.key)
    return _Spot(asking[-1], ruled=earliest <= asking[-1])


def _together(one: Piece, other: Piece) -> bool:
    return (one.page, one.repeat) == (other.page, other.repeat)


def _always_reached(group: list[Piece], piece: Piece) -> bool:
    """Tell whether a step is reached whenever the block would be shown."""
    return all(rule in piece.when for question in group[:1] for rule in question.when)


def _step(group: list[Piece], blocks: list[tuple[Piece, str | None]], names: Names) -> Content:
    first = group[0]
    shared = _shared([piece.when for piece in group])
    if first.what == "ending":
        key = names.slug(next(iter(first.content["title"].values())))
        when = all_of(list(first.when))
        return {"key": key, "section": first.section, **first.content, "ends": True, "when": when}
    step: Content = {"key": names.slug(first.key), "section": first.section, "questions": []}
    if when := all_of(list(shared)):
        step["when"] = when
    if first.title and (len(group) > 1 or first.repeat or first.titled):
        step["title"] = first.title
    if first.repeat:
        step["repeat"] = first.repeat
    for piece in group:
        own = all_of(list(piece.when[len(shared) :]))
        step["questions"].append({**piece.content, **({"when": own} if own else {})})
    if blocks:
        step["blocks"] = [_block(piece, before, shared) for piece, before in blocks]
    return step


def _shared(rules: list[tuple[Content, ...]]) -> tuple[Content, ...]:
    """The rules that all have in common, from outside in: they are the step's own condition."""
    length = 0
    for level in zip(*rules, strict=False):
        if any(rule != level[0] for rule in level):
            break
        length += 1
    return rules[0][:length]


def _block(piece: Piece, before: str | None, step_when: tuple[Content, ...]) -> Content:
    own = all_of([rule for rule in piece.when if rule not in step_when])
    return {
        **piece.content,
        **({"before": before} if before else {}),
        **({"when": own} if own else {}),
    }
