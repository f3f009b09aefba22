"""A closed subset of JavaScript as a tree: conditions as form authors write them. Read, never run."""

import re
from dataclasses import dataclass


class NotUnderstood(ValueError):
    """The code is outside the subset. The message says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number, boolean, null or undefined."""

    value: str | float | bool | None


@dataclass(frozen=True, slots=True)
class Path:
    """A name and the members asked of it: data.person.age."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list written out."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A method called on something: `of` is a path or a list, `name` the method."""

    of: "Node"
    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A function of one row: row => …"""

    name: str
    body: "Node"


@dataclass(frozen=True, slots=True)
class Inverse:
    """!x."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides and what stands between them: && || === !== < <= > >=."""

    sign: str
    left: "Node"
    right: "Node"


Node = Literal | Path | ListOf | Call | Arrow | Inverse | Binary

TOKEN = re.compile(
    r"""\s+|//[^\n]*|/\*.*?\*/
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>[A-Za-z_$æøåÆØÅ][\w$æøåÆØÅ]*)
    |(?P<sign>===|!==|==|!=|<=|>=|=>|&&|\|\||\?\.|[=<>!().,;\[\]])""",
    re.VERBOSE | re.DOTALL,
)
WORDS: dict[str, str | float | bool | None] = {"true": True, "false": False, "null": None, "undefined": None}
SAME = {"==": "===", "!=": "!=="}
LEVELS = (("||",), ("&&",), ("===", "!==", "==", "!="), ("<", "<=", ">", ">="))
LONGEST, DEEPEST = 20_000, 50


def _tokens(code: str) -> list[tuple[str, str]]:
    if len(code) > LONGEST:
        raise NotUnderstood("it is too long")
    found, place = [], 0
    while place < len(code):
        match = TOKEN.match(code, place)
        if not match:
            raise NotUnderstood(f"“{code[place]}” is not understood")
        if match.lastgroup:
            found.append((match.lastgroup, match.group()))
        place = match.end()
    return [*found, ("end", "")]


class _Parser:
    def __init__(self, code: str) -> None:
        self.tokens = _tokens(code)
        self.place = self.depth = 0
        self.known: dict[str, Node] = {}

    def peek(self) -> str:
        kind, text = self.tokens[self.place]
        return text if kind != "text" else ""

    def take(self) -> tuple[str, str]:
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise NotUnderstood(f"“{self.peek() or 'the end'}” stands where “{sign}” was expected")
        self.take()

    def program(self, wanted: str) -> Node:
        """Statements `name = expression;`, the last one for the wanted name."""
        while self.tokens[self.place][0] != "end":
            if self.peek() == ";":
                self.take()
                continue
            if self.peek() in ("var", "let", "const"):
                self.take()
            kind, name = self.take()
            if kind != "name" or self.peek() != "=":
                raise NotUnderstood(f"“{name}” does more than set “{wanted}”")
            self.take()
            self.known[name] = self.level(0)
            if self.tokens[self.place][0] != "end":
                self.expect(";")
        if wanted not in self.known:
            raise NotUnderstood(f"it does not set “{wanted}”")
        return self.known[wanted]

    def level(self, number: int) -> Node:
        if number == len(LEVELS):
            return self.unary()
        left = self.level(number + 1)
        while self.peek() in LEVELS[number]:
            sign = self.take()[1]
            left = Binary(SAME.get(sign, sign), left, self.level(number + 1))
        return left

    def unary(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood("it is nested too deeply")
        try:
            if self.peek() == "!":
                self.take()
                return Inverse(self.unary())
            return self.postfix(self.primary())
        finally:
            self.depth -= 1

    def primary(self) -> Node:
        if arrow := self.arrow():
            return arrow
        kind, text = self.take()
        match kind:
            case "text":
                return Literal(re.sub(r"\\(.)", r"\1", text[1:-1]))
            case "number":
                return Literal(float(text))
            case "name" if text in WORDS:
                return Literal(WORDS[text])
            case "name":
                return self.known.get(text, Path((text,)))
        if text == "(":
            inner = self.level(0)
            self.expect(")")
            return inner
        if text == "[":
            return ListOf(self.arguments("]"))
        raise NotUnderstood(f"“{text or 'the end'}” is not understood")

    def arrow(self) -> Node | None:
        """`row => …` or `(row) => …`, if one stands here."""
        shapes = (("name", "=>"), ("(", "name", ")", "=>"))
        for shape in shapes:
            ahead = self.tokens[self.place : self.place + len(shape)]
            if len(ahead) == len(shape) and all(
                kind == "name" if part == "name" else text == part
                for (kind, text), part in zip(ahead, shape, strict=True)
            ):
                name = next(text for kind, text in ahead if kind == "name")
                self.place += len(shape)
                return Arrow(name, self.level(0))
        return None

    def postfix(self, node: Node) -> Node:
        while self.peek() in (".", "?.", "(", "["):
            sign = self.take()[1]
            if sign == "(":
                if not isinstance(node, Path) or len(node.names) < 2:
                    raise NotUnderstood("it calls a function that is not known")
                node = Call(Path(node.names[:-1]), node.names[-1], self.arguments(")"))
                continue
            name = self.member(sign)
            if isinstance(node, Path):
                node = Path((*node.names, name))
            elif self.peek() == "(":
                self.take()
                node = Call(node, name, self.arguments(")"))
            else:
                raise NotUnderstood(f"“.{name}” stands behind something that has no members")
        return node

    def member(self, sign: str) -> str:
        kind, text = self.take()
        if sign == "[":
            if kind != "text":
                raise NotUnderstood("a member is worked out, not named")
            self.expect("]")
            return text[1:-1]
        if kind != "name":
            raise NotUnderstood(f"“{text}” is no member")
        return text

    def arguments(self, end: str) -> tuple[Node, ...]:
        found: list[Node] = []
        while self.peek() != end or self.tokens[self.place][0] == "text":
            found.append(self.level(0))
            if self.peek() != end:
                self.expect(",")
        self.take()
        return tuple(found)


def read_assignment(code: str, name: str) -> Node:
    """Return what the code gives to `name` ("show"), names set before it put in their place.

    Raises NotUnderstood for anything outside the subset.
    """
    return _Parser(code).program(name)
