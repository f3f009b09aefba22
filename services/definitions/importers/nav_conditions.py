"""Conditions of the form.io dialect as rules of ours: `conditional` and the JavaScript of `show = …`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from services.definitions.importers import javascript as js
from services.definitions.importers.making import (
    Content,
    all_of,
    answered,
    any_of,
    equals,
    includes,
    negate,
)


class Refused(ValueError):
    """The condition cannot be said with our rules. The message is the reason."""


class Never(ValueError):
    """The condition is never met: nobody is ever asked."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question of the form as conditions may name it."""

    key: str
    kind: str
    path: tuple[str, ...]
    """Where its answer stands in the original: containers, then its own name."""
    repeat: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    """Our key of each option, by the original's value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition stands: the containers around it, and the repeat whose row it is in."""

    path: tuple[str, ...]
    repeat: str | None = None
    outer: str | None = None
    """The repeat in whose row that one stands."""

    @property
    def within_sight(self) -> tuple[str | None, ...]:
        """The repeats whose answers a rule may look at from here: this row's, its holder's, none."""
        return (None, self.repeat, self.outer)


PAPER = {"op": "channel", "value": "paper"}
CHANNELS = {"isSubmissionPaper": PAPER, "isSubmissionDigital": negate(PAPER)}
COMPARISONS = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Conditions:
    """Reads the conditions of one form, whose questions are known by name."""

    def __init__(self, known: list[Known], grids: dict[str, str]) -> None:
        self.known = known
        self.grids = grids
        """Our key of each repeat, by its name in the original."""

    def simple(self, conditional: dict[str, Any], place: Place) -> Content:
        """Return the rule of `{show, when, eq}`. Raises Refused."""
        question = self._find(tuple(str(conditional["when"]).split(".")), place)
        rule = _compared(question, _plain(conditional.get("eq")))
        return rule if str(conditional.get("show")).lower() == "true" else negate(rule)

    def scripted(self, code: str, place: Place) -> Content | None:
        """Return the rule of JavaScript; None if it always holds. Raises Refused, or Never."""
        try:
            node = js.read_assignment(code, "show")
        except js.NotUnderstood as reason:
            raise Refused(str(reason)) from None
        if isinstance(node, js.Literal):
            if not node.value:
                raise Never
            return None
        return self._rule(node, place, {})

    def _rule(self, node: js.Node, place: Place, rows: dict[str, str]) -> Content:
        match node:
            case js.Inverse(inner=inner):
                return negate(self._rule(inner, place, rows))
            case js.Binary(sign="&&" | "||" as sign, left=left, right=right):
                sides = [self._rule(left, place, rows), self._rule(right, place, rows)]
                made = all_of(sides) if sign == "&&" else any_of(sides)
                return made or sides[0]
            case js.Binary():
                return self._comparison(node, place, rows)
            case js.Path(names=names):
                return self._is_true(names, place, rows)
            case js.Call():
                return self._call(node, place, rows)
        raise Refused("it compares what cannot be compared")

    def _comparison(self, node: js.Binary, place: Place, rows: dict[str, str]) -> Content:
        sign, left, right = node.sign, node.left, node.right
        if isinstance(left, js.Literal) and isinstance(right, js.Path):
            left, right, sign = right, left, MIRRORED.get(sign, sign)
        if not (isinstance(left, js.Path) and isinstance(right, js.Literal)):
            raise Refused("it compares two answers, or something worked out")
        value = right.value
        if sign in COMPARISONS:
            question = self._asked(left.names, place, rows)
            if question.kind not in ("whole_number", "decimal") or not isinstance(value, float):
                raise Refused("it compares what is not a number")
            limit = int(value) if value == int(value) else str(value)
            return {"op": "number", "question": question.key, "is": sign, "value": limit}
        if option := self._option(left.names, place, rows):
            if not isinstance(value, bool):
                raise Refused("it compares an option with something else than true or false")
            rule = option if value else negate(option)
        else:
            rule = _compared(self._asked(left.names, place, rows), value)
        return negate(rule) if sign == "!==" else rule

    def _is_true(self, names: tuple[str, ...], place: Place, rows: dict[str, str]) -> Content:
        if option := self._option(names, place, rows):
            return option
        question = self._asked(names, place, rows)
        return equals(question.key, True) if question.kind in BOOLEAN else answered(question.key)

    def _call(self, node: js.Call, place: Place, rows: dict[str, str]) -> Content:
        match node:
            case js.Call(of=js.Path(names=("instance",)), name=name, arguments=()) if name in CHANNELS:
                return CHANNELS[name]
            case js.Call(of=js.ListOf(items=items), name="includes", arguments=(js.Path(names=names),)):
                question = self._asked(names, place, rows)
                rules = [_compared(question, item.value) for item in items if isinstance(item, js.Literal)]
                if (made := any_of(rules)) and len(rules) == len(items):
                    return made
            case js.Call(
                of=js.Path(names=("utils" | "_",)),
                name="some" | "every" as name,
                arguments=(js.Path(names=names), js.Arrow() as each),
            ):
                return self._rows(names, name, each, place)
            case js.Call(
                of=js.Path(names=names), name="some" | "every" as name, arguments=(js.Arrow() as each,)
            ):
                return self._rows(names, name, each, place)
            case js.Call(of=js.Path(names=names), name="includes", arguments=(js.Literal(value=value),)):
                return _compared(self._asked(names, place, rows), value)
        raise Refused(f"it calls “{node.name}”, which is not known")

    def _rows(self, names: tuple[str, ...], name: str, each: js.Arrow, place: Place) -> Content:
        grid = self.grids.get(names[-1])
        if grid is None:
            raise Refused(f"it goes through the rows of “{'.'.join(names)}”, which is no list here")
        inner = Place(next(each.path[:-1] for each in self.known if each.repeat == grid), grid)
        rule = self._rule(each.body, inner, {each.name: grid})
        return {"op": "any_row" if name == "some" else "every_row", "repeat": grid, "rule": rule}

    def _option(self, names: tuple[str, ...], place: Place, rows: dict[str, str]) -> Content | None:
        """A tick box among several, named as a member: data.needs.car."""
        if len(names) < 3:
            return None
        try:
            question = self._asked(names[:-1], place, rows)
        except Refused:
            return None
        if question.kind != "several_of" or names[-1] not in question.options:
            return None
        return includes(question.key, question.options[names[-1]])

    def _asked(self, names: tuple[str, ...], place: Place, rows: dict[str, str]) -> Known:
        if names[0] not in ("data", "row", "submission", *rows) or len(names) < 2:
            raise Refused(f"“{'.'.join(names)}” is not an answer")
        path = names[2:] if names[:2] == ("submission", "data") else names[1:]
        if names[0] in rows:
            place = Place(place.path, rows[names[0]])
        return self._find(path, place)

    def _find(self, path: tuple[str, ...], place: Place) -> Known:
        """The question of this name: in the same row or container first, then anywhere outside rows."""
        exact = [known for known in self.known if known.path in ((*place.path, *path), path)]
        elsewhere = f"it looks at “{'.'.join(path)}” in another list's rows"
        if exact and all(known.repeat not in place.within_sight for known in exact):
            raise Refused(elsewhere)
        tests: tuple[Callable[[Known], bool], ...] = (
            lambda known: known.path == (*place.path, *path),
            lambda known: known.path == path,
            lambda known: known.path[-len(path) :] == path and known.repeat == place.repeat,
            lambda known: known.path[-len(path) :] == path,
            lambda known: known.path[-1] == path[-1],
        )
        for test in tests:
            for known in self.known:
                if test(known) and known.repeat in place.within_sight:
                    return known
        if any(known.path[-1] == path[-1] for known in self.known):
            raise Refused(elsewhere)
        raise Refused(f"it looks at “{'.'.join(path)}”, which the form does not ask")


BOOLEAN = ("yes_no", "declaration")


def _plain(value: object) -> str | float | bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value, value)
    return value if isinstance(value, bool | float) or value is None else float(str(value))


def _compared(question: Known, value: str | float | bool | None) -> Content:
    """The rule that a question's answer is this value of the original."""
    if value is None or value == "":
        return negate(answered(question.key))
    if isinstance(value, str) and value in question.options:
        if question.kind == "several_of":
            return includes(question.key, question.options[value])
        if question.kind == "yes_no":
            return equals(question.key, question.options[value] == "yes")
        return equals(question.key, question.options[value])
    if question.kind in BOOLEAN and isinstance(value, bool):
        return equals(question.key, True) if value else negate(equals(question.key, True))
    if question.kind in ("whole_number", "decimal") and isinstance(value, float) and value == int(value):
        return {"op": "number", "question": question.key, "is": "==", "value": int(value)}
    if question.kind in ("text", "long_text", "country") and isinstance(value, str):
        return equals(question.key, value)
    raise Refused(f"“{value}” is no answer to the question it looks at")
