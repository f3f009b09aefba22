"""From a document's content back to the blocks that authors write: takes over an imported form."""

from typing import Any
from uuid import uuid4

from content.authoring.blocks import STREAM, WORDS_SUFFIX
from content.authoring.keys import Raw
from services.definitions.exchange.exporting import Content

BLOCKS = dict(STREAM)
IN_STREAM = ("sections", "steps", "repeats", "requirements", "outcome", "examples", "declaration")


def decompile(content: Content) -> tuple[Raw, Content]:
    """Return the blocks and the settings that compile to this content, which may have faults."""
    reader = _Reader(content)
    settings = {name: value for name, value in content.items() if name not in IN_STREAM}
    return reader.read(), settings


class _Reader:
    """Goes through the steps in order and opens a section or repeat block where another one begins."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.titles = {each["key"]: each for each in content.get("sections") or ()}
        self.repeats = {each["key"]: each for each in content.get("repeats") or ()}
        self.raw: Raw = []
        self.seen: set[str] = set()
        self.opened: set[str] = set()

    def read(self) -> Raw:
        """Return the whole stream."""
        for step in self.content.get("steps") or ():
            self._into(self._steps_of(step["section"]), step)
        for key in self.titles:
            if key not in self.seen:
                self._section(key)
        for key, repeat in self.repeats.items():
            if key not in self.opened and self.raw:  # nobody is asked it: kept, for its author to mend
                self.raw[-1]["value"]["steps"].append(self._repeat(key, self._repeat_block(None), repeat))
        for name in IN_STREAM[3:]:
            found = self.content.get(name) or []
            kind = name.removesuffix("s")
            for each in found if isinstance(found, list) else [found]:
                self.raw.append(_block(kind, _value(BLOCKS[kind], each)))
        return self.raw

    def _section(self, key: str) -> None:
        """Open a section; what stands before it in the document's own order comes first."""
        known = list(self.titles)
        if key in known and key not in self.seen:
            for earlier in known[: known.index(key)]:
                if earlier not in self.seen:
                    self._open(earlier)
        self._open(key)

    def _open(self, key: str) -> None:
        self.seen.add(key)
        value = _value(BLOCKS["section"], self.titles.get(key, {"key": key}))
        self.raw.append(_block("section", {**value, "steps": []}))

    def _steps_of(self, section: str) -> Raw:
        if not self.raw or self.raw[-1]["value"]["key"] != section:
            self._section(section)
        found: Raw = self.raw[-1]["value"]["steps"]
        return found

    def _into(self, steps: Raw, step: Content) -> None:
        key = step.get("repeat")
        chain: list[str] = []
        while key:
            chain.insert(0, key)
            key = self.repeats.get(key, {}).get("inside")
            if key in chain:
                break
        for depth, each in enumerate(chain[-2:]):
            if not (steps and steps[-1]["type"] == "repeat" and steps[-1]["value"]["key"] == each):
                block = self._repeat_block(depth)
                steps.append(self._repeat(each, block, self.repeats.get(each, {"key": each})))
            steps = steps[-1]["value"]["steps"]
        steps.append(_block("step", self._step(step)))

    def _repeat_block(self, depth: int | None) -> Any:
        outer = BLOCKS["section"].child_blocks["steps"].child_blocks["repeat"]
        return outer.child_blocks["steps"].child_blocks["repeat"] if depth else outer

    def _repeat(self, key: str, block: Any, repeat: Content) -> Content:
        self.opened.add(key)
        return _block("repeat", {**_value(block, repeat), "steps": []})

    def _step(self, step: Content) -> Content:
        block = BLOCKS["section"].child_blocks["steps"].child_blocks["step"]
        kinds = block.child_blocks["questions"].child_blocks
        keys = {question["key"] for question in step["questions"]}
        between = step.get("blocks") or ()
        asked: Raw = []
        for question in step["questions"]:
            asked += [_between(kinds, words) for words in between if words.get("before") == question["key"]]
            asked.append(_block(question["kind"], _value(kinds[question["kind"]], question)))
        asked += [_between(kinds, words) for words in between if words.get("before") not in keys]
        return {**_value(block, step), "questions": asked}


def _between(kinds: Any, words: Content) -> Content:
    kind = f"{words['kind']}{WORDS_SUFFIX}"
    return _block(kind, _value(kinds[kind], words))


def _block(kind: str, value: Any) -> Content:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _value(block: Any, piece: Content) -> Content:
    """Return a piece's fields as a block stores them; what is not given has the block's default."""
    found = {}
    for name, inner in block.child_blocks.items():
        if name in ("steps", "questions"):
            continue
        found[name] = (
            _stored(inner, piece[name]) if name in piece else inner.get_prep_value(inner.get_default())
        )
    return found


def _stored(block: Any, value: Any) -> Any:
    if getattr(block, "child_block", None) is not None:
        return [_block("item", _stored(block.child_block, each)) for each in value or ()]
    if hasattr(block, "child_blocks"):
        return _value(block, value or {})
    return value
