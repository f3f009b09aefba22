"""The one walk: which steps the answers so far make reachable, which answers count, what is next.

Plain Python: web, paper, phone, keying, API and validation all ask here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.definitions.channels import Channel
from services.definitions.comparing import RowAnswers, Scope
from services.definitions.document import Document, Place, Repeat, Step
from services.definitions.values import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything someone has answered. A key that is absent was not asked; None was left blank."""

    values: Values = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Values]] = field(default_factory=dict)
    """By repeat key, then row id, in the order the rows were added."""
    within: Mapping[str, str] = field(default_factory=dict)
    """For rows of a repeat inside another, by row id: the row that holds them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeat: what it leads past, and whether all of that is answered."""

    id: str
    stops: tuple["Stop", ...]
    """The steps, and the lists of repeats inside this one."""
    values: RowAnswers
    complete: bool
    next_stop: "Stop | None"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that apply to this row itself."""
        return tuple(stop.step for stop in self.stops if stop.step)

    @property
    def next_step(self) -> Step | None:
        """The step to go on with; None if the row is complete or a list inside it comes first."""
        return self.next_stop.step if self.next_stop else None


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the way: a step, or the list of a repeat's rows."""

    key: str
    section: str
    complete: bool
    step: Step | None = None
    repeat: Repeat | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """What `walk` finds."""

    stops: tuple[Stop, ...]
    relevant: Answers
    next: Stop | None
    """The first stop that is not complete; None when everything is answered. Behind a step at which
    the way ends there are no more stops."""

    @property
    def complete(self) -> bool:
        """Whether the application can be submitted."""
        return self.next is None

    @property
    def ending(self) -> Step | None:
        """The step at which the way ends, if the answers lead to one."""
        return self.next.step if self.next and self.next.step and self.next.step.ends else None

    def stop(self, key: str) -> Stop | None:
        """Return the stop with this key if the answers make it applicable."""
        return next((stop for stop in self.stops if stop.key == key), None)

    def trail(self, row_id: str) -> tuple[tuple[Stop, Row], ...]:
        """Return the way to a row: its list and itself, before them what it stands inside. Empty: unknown."""
        for stop in self.stops:
            for row in stop.rows:
                if row.id == row_id:
                    return ((stop, row),)
                for inner in row.stops:
                    for found in inner.rows:
                        if found.id == row_id:
                            return ((stop, row), (inner, found))
        return ()

    def may_open(self, key: str) -> bool:
        """Return whether every stop before this one is complete (the guard against jumping ahead)."""
        for stop in self.stops:
            if stop.key == key:
                return True
            if not stop.complete:
                return False
        return False

    def before(self, key: str) -> Stop | None:
        """Return the stop before this one, for Back."""
        keys = [stop.key for stop in self.stops]
        place = keys.index(key) if key in keys else len(keys)
        return self.stops[place - 1] if place else None

    def after(self, key: str) -> Stop | None:
        """Return the stop after this one."""
        keys = [stop.key for stop in self.stops]
        place = keys.index(key) + 1 if key in keys else 0
        return self.stops[place] if place < len(keys) else None


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row with its list, its number there from 1, and for a row inside another that one's place."""

    stop: Stop
    row: Row
    number: int
    outer: "RowPlace | None" = None


def rows_in(stop: Stop, outer: RowPlace | None = None) -> Iterator[RowPlace]:
    """Yield every row of a repeat, each followed by the rows inside it."""
    for number, row in enumerate(stop.rows, start=1):
        place = RowPlace(stop, row, number, outer)
        yield place
        for inner in row.stops:
            yield from rows_in(inner, place)


def walk(document: Document, answers: Answers, *, channel: Channel, today: date) -> Journey:
    """Return the journey that the answers make. Cost grows with the questions asked, nothing else.

    Rules see only answers of steps that are themselves reached, so an answer that was hidden by a
    later change of mind opens nothing. A computed question counts as soon as it can be worked out; a
    value that was stored for it (at submit) is kept.
    """
    values: dict[str, Value] = {}
    way = _Way(answers, channel, today)
    stops = tuple(way.along(document.plan, answers.values, _Seen(values, {}), values))
    open_stop = next((stop for stop in stops if not stop.complete), None)
    return Journey(stops, Answers(values, way.rows, way.within), open_stop)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The answers and finished repeats that rules may look at from here: filled while walking."""

    values: dict[str, Value]
    rows: dict[str, tuple[RowAnswers, ...]]


class _Way:
    """One walk: everything answered, and what of it counts."""

    def __init__(self, answers: Answers, channel: Channel, today: date) -> None:
        self.answers, self.channel, self.today = answers, channel, today
        self.rows: dict[str, dict[str, Values]] = {}
        self.within: dict[str, str] = {}

    def along(
        self, places: Sequence[Place], given: Values, seen: _Seen, counted: dict[str, Value], row: str = ""
    ) -> Iterator[Stop]:
        """Yield the stops, outside repeats or in one row. Fills `seen` and `counted`."""
        scope = Scope(seen.values, self.today, self.channel, seen.rows)
        complete = True
        for place in places:
            if place.when is not None and not place.when.holds(scope):
                continue
            if place.repeat is not None:
                stop = self.group(place, place.repeat, seen, row)
                complete = complete and stop.complete
                yield stop
            elif place.step and place.step.ends:
                if complete:  # with an answer open before it, its condition may yet turn out otherwise
                    yield Stop(place.key, place.section, complete=False, step=place.step)
                    return
            elif (answered := self.answered(place, given, scope, seen, counted)) is not None:
                complete = complete and answered
                yield Stop(place.key, place.section, answered, step=place.step)

    @staticmethod
    def answered(
        place: Place, given: Values, scope: Scope, seen: _Seen, counted: dict[str, Value]
    ) -> bool | None:
        """Tell whether a step has all its answers; None if it asks nothing. Fills `seen` and `counted`."""
        asked, complete = False, True
        for key, when, computed in place.asks:
            if when is not None and not when.holds(scope):
                continue
            asked = True
            if key in given:
                value = given[key]
            elif computed is None:
                complete = False
                continue
            elif (value := computed.work_out(scope)) is None:
                continue
            counted[key] = seen.values[key] = value
        return complete if asked else None

    def group(self, place: Place, repeat: Repeat, seen: _Seen, holder: str) -> Stop:
        """Return the stop of a repeat, or of one that stands inside the row `holder`."""
        within = self.answers.within
        rows = tuple(
            self.row(row_id, place, given, seen)
            for row_id, given in self.answers.rows.get(repeat.key, {}).items()
            if within.get(row_id, "") == holder
        )
        seen.rows[repeat.key] = tuple(row.values for row in rows)
        self.rows.setdefault(repeat.key, {}).update({row.id: row.values for row in rows})
        for inner in place.inner:
            if inner.repeat and inner.key in self.rows:
                seen.rows[inner.key] = tuple(row for each in rows for row in each.values.rows[inner.key])
        self.within.update({row.id: holder for row in rows if holder})
        enough = repeat.minimum <= len(rows) <= repeat.maximum
        return Stop(
            place.key, place.section, enough and all(row.complete for row in rows), repeat=repeat, rows=rows
        )

    def row(self, row_id: str, place: Place, given: Values, outside: _Seen) -> Row:
        """Return one row of a repeat."""
        counted = RowAnswers()
        seen = _Seen({**outside.values}, {**outside.rows})
        stops = tuple(self.along(place.inner, given, seen, counted, row_id))
        counted.rows = {inner.key: seen.rows.get(inner.key, ()) for inner in place.inner if inner.repeat}
        unfinished = next((stop for stop in stops if not stop.complete), None)
        return Row(row_id, stops, counted, unfinished is None, unfinished)


def scope_in(journey: Journey, row_id: str, *, channel: Channel, today: date) -> Scope:
    """Return what rules may see inside a row, and inside the row around it; outside rows for no id."""
    scope = scope_at(journey, channel=channel, today=today)
    for _stop, row in journey.trail(row_id):
        scope = scope.inside(row.values)
    return scope


def scope_at(journey: Journey, *, channel: Channel, today: date, row: Values | None = None) -> Scope:
    """Return what rules may see at any stop of a journey, or inside one row of it."""
    rows = {key: tuple(found.values()) for key, found in journey.relevant.rows.items()}
    scope = Scope(journey.relevant.values, today, channel, rows)
    return scope.inside(row) if row is not None else scope
