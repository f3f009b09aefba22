"""From what authors wrote to a document: its content, what is wrong with it, and at which field."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import ValidationError

from content.authoring.blocks import STREAM, WORDS_SUFFIX
from content.authoring.keys import Raw, name_keys
from services.definitions.checks.compiler import faults
from services.definitions.checks.faults import Fault
from services.definitions.document import Document
from services.definitions.exchange.exporting import Content
from services.facts.queries import known_today

Path = tuple[str | int, ...]
"""A place in the stream: places of blocks in turn with names of fields."""
BLOCKS = dict(STREAM)
EMPTY = ("missing", "too_short", "string_too_short")
"""What pydantic calls a field, a list or a text in which nothing stands."""


@dataclass
class Compiled:
    """A form that was written, as a document or with what stops it from being one."""

    content: Content
    document: Document | None = None
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, Path] = field(default_factory=dict)
    """Where each piece stands in the stream, by its place in the document: "steps[who].title"."""
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """The place in the document of each key of a family (section, step, repeat, question, option)."""


@dataclass(frozen=True, slots=True)
class _At:
    """Where we are: in the stream, and which section and repeat that is."""

    path: Path
    section: str = ""
    repeat: str | None = None
    outer: str | None = None


def compile_form(raw: Raw, settings: Mapping[str, Any]) -> Compiled:
    """Return the document that blocks and settings make, or the faults that they have.

    `settings` are the document's properties that are not in the stream.
    """
    language = next(iter(settings.get("languages") or ("en",)))
    writer = _Writer()
    writer.write(name_keys(deepcopy(raw), language))
    content: Content = {
        **{name: value for name, value in settings.items() if value not in (None, "", {})},
        "sections": list(writer.sections.values()),
        "steps": writer.steps,
        "repeats": list(writer.repeats.values()),
    }
    content |= {name: found for name, found in writer.others.items() if found}
    done = Compiled(content, places=writer.places, names=writer.names)
    try:
        done.document = Document.model_validate(content)
    except ValidationError as wrong:
        done.faults = [_unlike(content, error) for error in wrong.errors()]
    else:
        done.faults = faults(done.document, known_today())
    return done


class _Writer:
    """Goes through the blocks in order and writes them down as a document has them."""

    def __init__(self) -> None:
        self.sections: dict[str, Content] = {}
        self.steps: list[Content] = []
        self.repeats: dict[str, Content] = {}
        self.others: dict[str, Any] = {
            "requirements": [],
            "outcome": None,
            "examples": [],
            "declaration": None,
        }
        self.places: dict[str, Path] = {}
        self.names: dict[tuple[str, str], str] = {}

    def write(self, raw: Raw) -> None:
        """Take in the whole stream."""
        for index, block in enumerate(raw):
            value, path = block["value"], (index,)
            if block["type"] != "section":
                self._other(block["type"], value, path)
            else:
                key = value["key"]
                if key not in self.sections:
                    self.sections[key] = self._fields(BLOCKS["section"], value)
                    self._note("section", f"sections[{key}]", path, BLOCKS["section"], value)
                self._steps(value["steps"] or [], BLOCKS["section"], _At((*path, "steps"), key))

    def _other(self, kind: str, value: Content, path: Path) -> None:
        """Take in what stands beside the sections: the declaration, what a checker judges by."""
        block = BLOCKS[kind]
        written = self._fields(block, value)
        if kind == "declaration":
            self.others[kind] = {"kind": kind, **written}
            self._note("question", kind, path, block, value)
        elif kind == "outcome":
            self.others[kind] = written
            self._note(kind, kind, path, block, value)
        else:
            here = self.others[f"{kind}s"]
            here.append(written)
            self._note(kind, f"{kind}s[{value.get('key') or len(here) - 1}]", path, block, value)
            if kind == "example":
                self.names.setdefault((kind, str(value.get("title"))), f"examples[{len(here) - 1}]")

    def _steps(self, raw: Raw, holder: Any, at: _At) -> None:
        stream = holder.child_blocks["steps"]
        for index, each in enumerate(raw):
            block, value, path = stream.child_blocks[each["type"]], each["value"], (*at.path, index)
            if each["type"] == "step":
                self._step(block, value, _At(path, at.section, at.repeat))
                continue
            key = value["key"]
            if key not in self.repeats:
                inside = {"inside": at.repeat} if at.repeat else {}
                self.repeats[key] = {**self._fields(block, value), **inside}
                self._note("repeat", f"repeats[{key}]", path, block, value)
            self._steps(value["steps"] or [], block, _At((*path, "steps"), at.section, key, at.repeat))

    def _step(self, block: Any, value: Content, at: _At) -> None:
        here = f"steps[{value['key']}]"
        self._note("step", here, at.path, block, value)
        questions: list[Content] = []
        between: list[Content] = []
        waiting: list[Content] = []
        stream = block.child_blocks["questions"]
        for index, each in enumerate(value["questions"] or []):
            path, inner = (*at.path, "questions", index), stream.child_blocks[each["type"]]
            written = self._fields(inner, each["value"])
            if each["type"].endswith(WORDS_SUFFIX):
                written["kind"] = each["type"].removesuffix(WORDS_SUFFIX)
                self._note("words", f"{here}.blocks[{len(between)}]", path, inner, each["value"])
                between.append(written)
                waiting.append(written)
            else:
                there = f"{here}.questions[{written['key']}]"
                self._note("question", there, path, inner, each["value"])
                questions.append({"kind": each["type"], **written})
                for words in waiting:
                    words["before"] = written["key"]
                waiting = []
        step = {**self._fields(block, value), "section": at.section, "questions": questions}
        if between:
            step["blocks"] = between
        if at.repeat:
            step["repeat"] = at.repeat
        self.steps.append(step)

    def _fields(self, block: Any, value: Content) -> Content:
        """Return the fields of a piece that say something; the others have the document's own defaults."""
        found = {}
        for name, inner in block.child_blocks.items():
            if name in ("steps", "questions"):
                continue
            plain = _plain(inner, value.get(name))
            if plain not in (None, "", {}):
                found[name] = plain
        return found

    def _note(self, family: str, here: str, path: Path, block: Any, value: Content) -> None:
        """Remember where a piece and its fields stand. Of two with one key, the second is the one to mend."""
        if key := value.get("key"):
            if (family, key) in self.names:
                here = f"{here}.again"
                self.names["again", key] = here
            self.names.setdefault((family, key), here)
        self.places.setdefault(here, path)
        for name, inner in block.child_blocks.items():
            self.places.setdefault(f"{here}.{name}", (*path, name))
            if getattr(inner, "child_block", None) is None:
                continue
            for index, item in enumerate(value.get(name) or ()):
                own = item["value"].get("key") if isinstance(item["value"], dict) else None
                there = f"{here}.{name}[{own or index}]"
                if hasattr(inner.child_block, "child_blocks"):
                    self._note_inner(there, (*path, name, index), inner.child_block)
                else:
                    self.places.setdefault(there, (*path, name, index))

    def _note_inner(self, here: str, path: Path, block: Any) -> None:
        self.places.setdefault(here, path)
        for name in block.child_blocks:
            self.places.setdefault(f"{here}.{name}", (*path, name))


def _plain(block: Any, value: Any) -> Any:
    """Return a field's value as a document has it."""
    if getattr(block, "child_block", None) is not None:
        return [_plain(block.child_block, item["value"]) for item in value or ()]
    if hasattr(block, "child_blocks") and isinstance(value, dict):
        pairs = ((name, _plain(inner, value.get(name))) for name, inner in block.child_blocks.items())
        return {name: plain for name, plain in pairs if plain not in (None, "", {})}
    return value


def _unlike(content: Content, error: Mapping[str, Any]) -> Fault:
    """Return the fault for something that the document does not take, placed like all others: by keys."""
    code = "still_empty" if error["type"] in EMPTY else "not_a_document"
    return Fault(code, place_of(content, error["loc"]), error["msg"])


def place_of(content: Content, loc: tuple[str | int, ...]) -> str:
    """Return pydantic's place as ours: "steps[who].questions[name].label"."""
    found, here = "", cast(Any, content)
    for part in loc:
        if isinstance(part, int) and isinstance(here, list) and part < len(here):
            here = here[part]
            own = here.get("key") if isinstance(here, dict) else None
            found += f"[{own or part}]"
        elif isinstance(here, dict) and (part in here or part == loc[-1]):
            found += f".{part}" if found else str(part)
            here = here.get(part)
        # else the tag of a union, which is no place
    return found or "form"
