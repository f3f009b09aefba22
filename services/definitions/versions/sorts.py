"""One answer of each sort that the rules about a question tell apart. Plain Python."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations

from services.definitions.kinds import (
    DecimalNumber,
    Money,
    Question,
    SeveralOf,
    ValueType,
    WholeNumber,
    YesNo,
)
from services.definitions.rules import Age, DateIs, Equals, In, Includes, NumberIs, Rule
from services.definitions.values import Value, from_number

TODAY = date(2000, 6, 15)
"""The day on which ages are counted here: every age from some way of being born exists on any day."""

TICKS = 4
"""Of a question with more ticks than this that rules look for, no combinations are tried."""


def has_sorts(about: Sequence[Rule]) -> bool:
    """Return whether `sorts_of_answers` knows every sort: not if days and ages of one date are compared,
    which differ from day to day, nor if rules look for too many ticks.
    """
    both = all(any(isinstance(rule, kind) for rule in about) for kind in (Age, DateIs))
    ticks = {rule.value for rule in about if isinstance(rule, Includes)}
    return not both and len(ticks) <= TICKS


def sorts_of_answers(question: Question, about: Sequence[Rule]) -> list[Value]:
    """Return answers such that every possible answer compares like one of them, in all of the rules.

    Without `has_sorts`, it is any one answer.
    """
    match question.value_type:
        case ValueType.BOOLEAN if isinstance(question, YesNo):
            return [True, False]
        case ValueType.CHOICE:
            return _choices(question, about)
        case ValueType.CHOICES if isinstance(question, SeveralOf) and has_sorts(about):
            return _ticks(question, about)
        case ValueType.NUMBER:
            return _numbers(question, about)
        case ValueType.DATE | ValueType.MONTH if has_sorts(about):
            return [day.isoformat() for day in sorted(_days(about))]
        case ValueType.TEXT:
            return [*dict.fromkeys(rule.value for rule in about if isinstance(rule, Equals)), "\0"]
    return ["\0"]


def _choices(question: Question, about: Iterable[Rule]) -> list[Value]:
    """The options that rules name, and one that they do not."""
    named: dict[str, None] = {}
    for rule in about:
        match rule:
            case Equals(value=str(value)):
                named[value] = None
            case In(values=values):
                named.update(dict.fromkeys(values))
    other = (option.key for option in getattr(question, "options", ()) if option.key not in named)
    return [*named, *([key] if (key := next(other, None)) else [])]


def _ticks(question: SeveralOf, about: Iterable[Rule]) -> list[Value]:
    """Every combination of the ticks that rules look for, with another option where one is left."""
    looked_for = dict.fromkeys(rule.value for rule in about if isinstance(rule, Includes))
    others = [option for option in question.options if option.key not in looked_for]
    alone = {option.key for option in question.options if option.exclusive}
    found: list[Value] = []
    for size in range(len(looked_for) + 1):
        for ticked in combinations(looked_for, size):
            if size > 1 and alone & set(ticked):
                continue
            if size or others:
                found.append(list(ticked) or [others[0].key])
    return found


def _numbers(question: Question, about: Iterable[Rule]) -> list[Value]:
    """Every limit and the numbers right beside it, as far as the question allows them."""
    limits = {Decimal(rule.value) for rule in about if isinstance(rule, NumberIs)}
    limits |= {Decimal(rule.value) for rule in about if isinstance(rule, Equals)}
    match question:
        case WholeNumber(minimum=low, maximum=high) | Money(minimum_pence=low, maximum_pence=high):
            lowest, highest, step = Decimal(low), Decimal(high), Decimal(1)
        case DecimalNumber(minimum=least, maximum=most, places=places):
            lowest, highest, step = Decimal(least), Decimal(most), Decimal(1).scaleb(-places)
        case _:
            beside = Decimal(1).scaleb(-6)  # what is worked out may lie anywhere
            points = {limit + off for limit in limits for off in (-1, -beside, 0, beside, 1)}
            return [from_number(point) for point in sorted(points)] or [0]
    down = {(limit / step).to_integral_value(ROUND_FLOOR) * step for limit in limits}
    up = {(limit / step).to_integral_value(ROUND_CEILING) * step for limit in limits}
    points = {point + off for point in down | up for off in (-step, Decimal(0), step)} | {lowest, highest}
    allowed = sorted(point for point in points if lowest <= point <= highest)
    if isinstance(question, DecimalNumber):
        return [from_number(point) for point in allowed]
    return [int(point) for point in allowed]


def _days(about: Iterable[Rule]) -> set[date]:
    """Every day that rules name and the days beside it; or for each age someone just older and younger."""
    found = {TODAY.toordinal()}
    for rule in about:
        match rule:
            case DateIs(value=day):
                found |= {day.toordinal() + off for off in (-1, 0, 1)}
            case Age(years=years):
                born = [TODAY.year - years - off for off in (-1, 0, 1)]
                found |= {TODAY.replace(year=year).toordinal() for year in born if 0 < year < MAXYEAR}
    return {date.fromordinal(day) for day in found if 0 < day <= date.max.toordinal()}
