"""Pages that lead to one another, as pages in a row, each with the condition under which it is reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Literal = tuple[str, bool]
"""A condition's name, and whether it must hold."""
Term = frozenset[Literal]
"""All of these together."""
Reach = frozenset[Term]
"""Any of these; a term of nothing is always so."""
ALWAYS: Reach = frozenset({frozenset()})


@dataclass(frozen=True, slots=True)
class Way:
    """From one page to another; the first way whose condition holds is taken, one without always holds."""

    to: str
    if_: Literal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Pages in an order in which every page comes after those that lead to it."""

    pages: tuple[str, ...]
    reach: Mapping[str, Reach]
    cut: tuple[tuple[str, str], ...]
    """Ways back to an earlier page: they have no place in a row."""


def in_a_row(start: str, ways: Mapping[str, Sequence[Way]]) -> Row:
    """Return the pages reachable from the start, in a row."""
    order: list[str] = []
    cut: list[tuple[str, str]] = []
    open_: list[str] = []
    done: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        page, leaving = stack.pop()
        if leaving:
            open_.pop()
            done.add(page)
            order.append(page)
            continue
        if page in done or page in open_:
            continue
        open_.append(page)
        stack.append((page, True))
        for way in ways.get(page, ()):
            if way.to in open_:
                cut.append((page, way.to))
            elif way.to not in done:
                stack.append((way.to, False))
    order.reverse()
    return Row(tuple(order), _reach(order, ways, set(cut)), tuple(cut))


def _reach(
    order: Sequence[str], ways: Mapping[str, Sequence[Way]], cut: set[tuple[str, str]]
) -> dict[str, Reach]:
    place = {page: number for number, page in enumerate(order)}
    terms: dict[str, set[Term]] = {page: set() for page in order}
    terms[order[0]] = {frozenset()}
    found: dict[str, Reach] = {}
    for page in order:
        found[page] = simplified(terms[page])
        passed: list[Literal] = []
        for way in ways.get(page, ()):
            if way.if_ in passed:
                continue
            guard = frozenset([*([way.if_] if way.if_ else []), *((name, not so) for name, so in passed)])
            if (page, way.to) not in cut and place[way.to] > place[page]:
                terms[way.to] |= {term | guard for term in found[page] if _is_possible(term | guard)}
            if way.if_ is None:
                break
            passed.append(way.if_)
    return found


def _is_possible(term: Term) -> bool:
    return not any((name, not so) in term for name, so in term)


def simplified(terms: set[Term]) -> Reach:
    """Return the same condition with fewer words: a and b, or a and not b, is a."""
    left = set(terms)
    changed = True
    while changed:
        changed = False
        for term in sorted(left, key=lambda each: (-len(each), sorted(each))):
            others = left - {term}
            if any(other <= term for other in others):
                left, changed = others, True
                break
            for name, so in sorted(term):
                rest = term - {(name, so)}
                if any(other <= rest | {(name, not so)} for other in others):
                    left, changed = others | {rest}, True
                    break
            if changed:
                break
    return frozenset(left)


def shortened(term: Term, implied: Mapping[Literal, Term]) -> Term:
    """Return a term without what its other parts imply: an answer implies that its page was reached."""
    kept = set(term)
    for literal in sorted(term):
        if any(literal in implied.get(other, frozenset()) for other in kept - {literal}):
            kept.discard(literal)
    return frozenset(kept)
