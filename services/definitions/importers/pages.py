"""Pages of the XGov and DEFRA form engines: their components as pieces, their sections, lists and names."""

import re
from dataclasses import dataclass, field
from typing import Any

from services.definitions.importers.components import BLOCKS, KINDS, Asked, Component, Components
from services.definitions.importers.drafting import LABELS, drafted, in_languages
from services.definitions.importers.making import Content, equals, includes
from services.definitions.importers.naming import Names, snake
from services.definitions.importers.pieces import Piece, in_order, steps_of
from services.definitions.importers.report import Report

RESERVED = ("add", "check", "close", "declare", "delete", "remove", "reopen", "save", "sent", "track")
SUMMARY = ("summary", "confirmation", "status", "checkanswers")
CHANCE = re.compile("[A-Za-z]{6}")
NOBODY = {
    "HiddenField": "nobody is asked it: it comes with the address of the page",
    "PaymentField": "our forms take no payment",
    "GeospatialField": "a map to draw on",
}


@dataclass(slots=True)
class _Page:
    """What was made of one page: pieces without the page's own condition."""

    section: str
    title: dict[str, str]
    pieces: list[Piece] = field(default_factory=list)


class Pages:
    """Learns every page of a form, then puts them together."""

    def __init__(self, form: dict[str, Any], language: str, report: Report) -> None:
        self.form, self.language, self.report = form, language, report
        self.components = Components(form.get("lists") or [], language, report)
        self.keys, self.slugs = Names("declaration"), Names(*RESERVED)
        self.asked: dict[str, Asked] = {}
        self.repeats: list[Content] = []
        self.sections = self._sections()
        self.statements: list[dict[str, str]] = []
        self._pages: dict[str, _Page] = {}

    def _sections(self) -> dict[str, Content]:
        names, found = Names(), {}
        for each in self.form.get("sections") or []:
            key = names.key(str(each.get("title") or each["name"]))
            title = self.components.words(each.get("title") or each["name"], str(each["name"]))
            for by in ("name", "id"):
                if each.get(by):
                    found[str(each[by])] = {"key": key, "title": title}
        found[""] = {
            "key": names.key("questions"),
            "title": in_languages(LABELS["questions"], [self.language]),
        }
        return found

    def is_summary(self, page: Component) -> bool:
        """Tell whether a page shows or ends what ours shows and ends by itself."""
        controller = str(page.get("controller") or "").lower()
        return any(word in controller for word in SUMMARY) or page.get("path") == "/summary"

    def learn(self, page: Component) -> None:
        """Make the questions and blocks of a page, so that conditions may name them."""
        path = str(page["path"])
        if self.is_summary(page):
            self.report.recognise("steps", path, "checking and sending, as every form of ours does")
            for component in page.get("components") or []:
                self._on_summary(component)
            return
        section = self.sections.get(str(page.get("section") or ""), self.sections[""])
        title = self.components.words(page.get("title") or path, path)
        made = self._pages[path] = _Page(section["key"], title)
        repeat = self._repeat(page, title)
        for component in page.get("components") or []:
            self._component(component, made, path, repeat, ())
        if any(piece.what == "question" for piece in made.pieces):
            self.report.carry("steps")
        elif "terminal" in str(page.get("controller")).lower():
            said = [piece.content["text"][self.language] for piece in made.pieces]
            guidance = {self.language: "\n\n".join(said)} if said else title
            ending: Content = {"title": title, "guidance": guidance}
            made.pieces = [Piece("ending", ending, path, made.section, path)]
            self.report.carry("steps")
        else:
            self.report.recognise("steps", path, "it asks nothing: its words stand on the step behind it")

    def _on_summary(self, component: Component) -> None:
        if component.get("type") in BLOCKS and (block := self.components.block(component)):
            self.statements.append(block["text"])

    def _repeat(self, page: Component, title: dict[str, str]) -> str | None:
        settings = page.get("repeat") or {}
        several = next((c for c in page.get("components") or [] if c.get("type") == "MultiInputField"), None)
        if not settings and several is None and "repeat" not in str(page.get("controller")).lower():
            return None
        options, limits = settings.get("options") or {}, settings.get("schema") or {}
        item = options.get("title") or (several or {}).get("title")
        repeat: Content = {
            "key": self.slugs.key(str(options.get("name") or page["path"])),
            "title": title,
            "item": self.components.words(item, str(page["path"])) if item else title,
        }
        self.report.carry("repeats")
        for ours, theirs, most in (("minimum", "min", 10), ("maximum", "max", 50)):
            if limits.get(theirs) not in (None, ""):
                repeat[ours] = min(max(int(limits[theirs]), 1), most)
                self.report.carry("validations")
        self.repeats.append(repeat)
        return str(repeat["key"])

    def _component(
        self, component: Component, page: _Page, path: str, repeat: str | None, when: tuple[Content, ...]
    ) -> None:
        kind, name = str(component.get("type")), str(component.get("name"))
        if kind == "MultiInputField":
            for child in component.get("children") or component.get("components") or []:
                self._component(child, page, path, repeat, when)
        elif kind in KINDS:
            self._question(component, page, path, repeat, when)
        elif kind in BLOCKS:
            if block := self.components.block(component):
                self._put("block", block, name, page, path, repeat, when)
        else:
            self.report.lose("questions", name, NOBODY.get(kind, f"no kind of ours does what “{kind}” does"))

    def _question(
        self, component: Component, page: _Page, path: str, repeat: str | None, when: tuple[Content, ...]
    ) -> None:
        name = str(component["name"])
        key = self.keys.key(_speaking_name(component))
        question, options, before = self.components.question(component, key)
        asked = Asked(key, question["kind"], question.get("required", True), path, repeat, options)
        for by in ("name", "id"):
            if component.get(by):
                self.asked[str(component[by])] = asked
        for block in before:
            self._put("block", block, name, page, path, repeat, when)
        self._put("question", question, name, page, path, repeat, when)
        for value, inner in self._revealed(component):
            if chosen := options.get(value):
                rule = includes(key, chosen) if question["kind"] == "several_of" else equals(key, chosen)
                self._component(inner, page, path, repeat, (*when, rule))
                self.report.carry("conditions")

    def _revealed(self, component: Component) -> list[tuple[str, Component]]:
        """Components that one option of a list asks for."""
        items = (self.components.lists.get(str(component.get("list"))) or {}).get("items") or []
        return [
            (str(item.get("value")), inner)
            for item in items
            for inner in (item.get("conditional") or {}).get("components") or []
        ]

    def _put(
        self,
        what: Any,
        content: Content,
        name: str,
        page: _Page,
        path: str,
        repeat: str | None,
        when: tuple[Content, ...],
    ) -> None:
        titled = content.get("label") != page.title
        page.pieces.append(Piece(what, content, name, page.section, path, page.title, when, repeat, titled))

    def content(self, row: list[tuple[str, Content | None]]) -> Content:
        """Return the form of these pages in this order, each with the condition under which it is reached."""
        pieces = [
            Piece(
                piece.what,
                piece.content,
                piece.place,
                piece.section,
                piece.page,
                piece.title,
                (*((rule,) if rule else ()), *piece.when),
                piece.repeat,
                piece.titled,
            )
            for path, rule in row
            if path in self._pages
            for piece in self._pages[path].pieces
        ]
        steps = steps_of(in_order(pieces, self.report), self.slugs, self.report)
        used = [step["section"] for step in steps]
        sections = {each["key"]: each for each in self.sections.values() if each["key"] in used}
        title = self.components.words(self.form.get("name") or "Form", "name")
        made: Content = {
            "key": snake(title[self.language]).replace("_", "-"),
            "title": title,
            "languages": [self.language],
            "sections": sorted(sections.values(), key=lambda each: used.index(each["key"])),
            "steps": steps,
            "repeats": [
                each for each in self.repeats if each["key"] in {step.get("repeat") for step in steps}
            ],
            **self._declaration(),
        }
        return drafted(made, self.report)

    def _declaration(self) -> Content:
        if source := self.form.get("declaration"):
            self.statements.append(self.components.words(source, "declaration"))
        if not self.statements:
            return {}
        label = LABELS["declaration"]
        self.report.added.append("declaration.label")
        statements = {"statements": self.statements, "label": in_languages(label, [self.language])}
        return {"declaration": {"kind": "declaration", "key": "declaration", **statements}}


def _speaking_name(component: Component) -> str:
    """Builders name fields with six letters by chance: the words of the question say more."""
    name = str(component["name"])
    by_chance = CHANCE.fullmatch(name)
    return str((component.get("shortDescription") or component.get("title") or name) if by_chance else name)
