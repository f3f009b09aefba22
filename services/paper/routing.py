"""Where paper sends its reader: "go to question 9", "answer question 12 only if …". Plain Python.

The form is read from top to bottom with every way through it in hand (see facts.py). What paper says
is right for every reader: where the arrows printed so far settle a condition nothing is printed, else
the condition is. tests/paper/test_routing.py follows the instructions on thousands of random forms and
compares with journey.walk.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.definitions.checkers.verdicts import all_of
from services.definitions.document import Document, Place
from services.definitions.kinds import OneOf, Question, YesNo
from services.definitions.rules import AllOf, Answered, Rule
from services.paper.facts import NOTHING, Choice, Facts, assume, judge, shared, subjects

END = ""
"""Past the last question: the declaration, or the end of a repeat's row."""

ENDING = "end."
"""Before the key of a step at which the way ends; no question or repeat has a dot in its key."""

READERS_KEPT = 60
"""More ways to reach one place than this are treated as one of which less is known."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What is printed around one question, repeat or end of the way.

    Places are keys of questions and repeats, those of endings with ENDING before them, or END.
    """

    only_if: tuple[Rule, ...] = ()
    """Everyone who gets here answers; if there are rules, only those for whom all of them hold."""
    otherwise: str = END
    """Where the others go."""
    until: str = END
    """The last question that the rules concern."""
    go_to: Mapping[Choice, str] = field(default_factory=dict)
    """Where each option leads, if they lead to different places. None: left blank."""
    then: str | None = None
    """Where everyone goes afterwards, if that is not the next question."""


@dataclass(frozen=True, slots=True)
class Routing:
    """The legs of a form by place. What is not on paper has none."""

    legs: Mapping[str, Leg]
    rows: Mapping[str, Mapping[str, Leg]]
    """By repeat: the legs inside one row."""


@dataclass(frozen=True, slots=True)
class _Unit:
    key: str
    rules: tuple[Rule, ...]
    choices: frozenset[Choice] = frozenset()
    """What can be chosen, if the answer is one option."""
    may_be_blank: bool = False
    within: tuple[Rule, ...] = ()
    """For a repeat: the rules inside its rows."""
    ends: bool = False
    """Nobody goes on from here."""


def routing(document: Document) -> Routing:
    """Return what a paper form of this document says about where to go."""
    rows: dict[str, Mapping[str, Leg]] = {}
    legs = _legs(document.plan, {Facts()}, rows)
    return Routing(legs, rows)


def _legs(
    places: Sequence[Place], start: set[Facts], rows: dict[str, Mapping[str, Leg]]
) -> Mapping[str, Leg]:
    """Return the legs of these places, and put those inside the rows of their repeats into `rows`."""
    units = [unit for place in places for unit in _units(place)]
    legs, inside = _trace(units, start)
    for place in places:
        if place.repeat and place.key in legs:
            rows[place.key] = _legs(place.inner, {shared(inside[place.key])}, rows)
    return legs


def _units(place: Place) -> Iterator[_Unit]:
    if place.step and place.step.ends:
        yield _Unit(f"{ENDING}{place.key}", _flat(place.when), ends=True)
    elif place.step:
        for question in place.step.questions:
            yield _unit(question, place.when)
    else:
        yield _Unit(place.key, _flat(place.when), within=tuple(_rules_in(place.inner)))


def _rules_in(places: Sequence[Place]) -> Iterator[Rule]:
    for place in places:
        for rule in (place.when, *(when for _key, when, _computed in place.asks)):
            if rule:
                yield rule
        yield from _rules_in(place.inner)


def _unit(question: Question, step_when: Rule | None) -> _Unit:
    return _Unit(
        question.key, _flat(step_when) + _flat(question.when), choices_of(question), not question.required
    )


def choices_of(question: Question) -> frozenset[Choice]:
    """Return the options of a question that is answered by choosing one; none for other kinds."""
    if isinstance(question, YesNo):
        return frozenset({True, False})
    if isinstance(question, OneOf):
        return frozenset(option.key for option in question.options)
    return frozenset()


def _flat(rule: Rule | None) -> tuple[Rule, ...]:
    if isinstance(rule, AllOf):
        return tuple(part for inner in rule.rules for part in _flat(inner))
    return (rule,) if rule else ()


def _trace(units: Sequence[_Unit], start: set[Facts]) -> tuple[dict[str, Leg], dict[str, set[Facts]]]:
    """Return the legs, and who answers each unit, for readers of whom `start` is known."""
    way = _Way(units)
    way.arrive(way.first(start, 0), start, skipped_from=0)
    legs: dict[str, Leg] = {}
    inside: dict[str, set[Facts]] = {}
    for place, unit in enumerate(units):
        if readers := way.arrivals[place]:
            leg, answering = _condition(way, place, readers)
            inside[unit.key] = answering
            legs[unit.key] = leg if unit.ends else _departure(way, place, answering, leg)
    return _plain(legs), inside


class _Way:
    """The form as a row of units, and who arrives at each."""

    def __init__(self, units: Sequence[_Unit]) -> None:
        self.units = units
        self.choices = {unit.key: unit.choices for unit in units if unit.choices}
        self.arrivals: list[set[Facts]] = [set() for _ in range(len(units) + 1)]
        self.later = [
            subjects(rule for unit in units[place:] for rule in (*unit.rules, *unit.within))
            for place in range(len(units) + 1)
        ]

    def first(self, readers: Iterable[Facts], start: int) -> int:
        """Return the first place, from `start` on, that may concern one of the readers."""
        readers = list(readers)
        for place in range(start, len(self.units)):
            unit = self.units[place]
            if any(all_of(judge(rule, facts) for rule in unit.rules) is not False for facts in readers):
                return place
            readers = [facts.without([unit.key]) for facts in readers]
        return len(self.units)

    def arrive(self, place: int, readers: Iterable[Facts], *, skipped_from: int) -> None:
        """Send readers to a place, past everything in between."""
        skipped = [unit.key for unit in self.units[skipped_from:place]]
        self.arrivals[place] |= {facts.without(skipped).about(*self.later[place]) for facts in readers}
        if len(self.arrivals[place]) > READERS_KEPT:
            self.arrivals[place] = {shared(self.arrivals[place])}

    def name(self, place: int) -> str:
        return self.units[place].key if place < len(self.units) else END


def _condition(way: _Way, place: int, readers: set[Facts]) -> tuple[Leg, set[Facts]]:
    """Return the leg with the condition that must be printed, and the readers who go on to answer."""
    open_rules = tuple(
        rule for rule in way.units[place].rules if not all(judge(rule, facts) for facts in readers)
    )
    if not open_rules:
        return Leg(), readers
    whole = open_rules[0] if len(open_rules) == 1 else AllOf(rules=open_rules)
    answering = {
        assume(whole, True, facts, way.choices) for facts in readers if judge(whole, facts) is not False
    }
    others = {assume(whole, False, facts, way.choices) for facts in readers if not judge(whole, facts)}
    others = {facts.without([way.units[place].key]) for facts in others}
    target = way.first(others, place + 1)
    way.arrive(target, others, skipped_from=place)
    return Leg(only_if=open_rules, otherwise=way.name(target)), answering


def _departure(way: _Way, place: int, answering: set[Facts], leg: Leg) -> Leg:
    """Return the leg with where to go after answering, and send the readers there."""
    unit = way.units[place]
    after: dict[Choice, set[Facts]] = {}
    for choice in sorted(unit.choices, key=str):
        after[choice] = {facts.knowing(unit.key, {choice}) for facts in answering}
    if unit.choices and unit.may_be_blank:
        after[None] = {facts.knowing(unit.key, NOTHING) for facts in answering}
    if not unit.choices:
        given: dict[Rule, bool] = (
            {} if unit.may_be_blank or unit.within else {Answered(question=unit.key): True}
        )
        after[None] = {Facts(facts.possible, {**facts.truths, **given}) for facts in answering}
    targets = {choice: way.first(readers, place + 1) for choice, readers in after.items()}
    for choice, readers in after.items():
        way.arrive(targets[choice], readers, skipped_from=place + 1)
    if len(set(targets.values())) > 1:
        return replace(leg, go_to={choice: way.name(target) for choice, target in targets.items()})
    return replace(leg, then=way.name(next(iter(targets.values()))))


def _plain(legs: dict[str, Leg]) -> dict[str, Leg]:
    """Return the legs in terms of what is printed: not "then go to" what is next on the page anyway."""
    order = [*legs, END]
    plain = {}
    for place, (key, leg) in enumerate(legs.items()):
        then = None if leg.then == order[place + 1] else leg.then
        concerned = order[place : order.index(leg.otherwise)] if leg.only_if else [END]
        until = next((key for key in reversed(concerned) if not key.startswith(ENDING)), END)
        plain[key] = replace(leg, then=then, until=until)
    return plain
