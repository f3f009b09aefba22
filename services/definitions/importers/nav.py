"""Forms of NAV Norway: a dialect of form.io, with its translations in a second file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from services.definitions.importers.drafting import LABELS, drafted, in_languages
from services.definitions.importers.making import Content
from services.definitions.importers.naming import Names, snake
from services.definitions.importers.nav_conditions import Conditions, Known, Never, Place, Refused
from services.definitions.importers.nav_intro import intro
from services.definitions.importers.nav_questions import KINDS, Component, NavQuestions
from services.definitions.importers.nav_texts import NavTexts, block, is_hint
from services.definitions.importers.pieces import Piece, in_order, steps_of
from services.definitions.importers.report import Report

GROUPS = {"container", "navSkjemagruppe", "fieldset", "row", "formGroup"}
BLOCKS = {"alertstripe": "inset", "htmlelement": "guidance", "accordion": "details", "content": "guidance"}
ALERTS = {"warning": "warning", "advarsel": "warning", "error": "warning", "danger": "warning"}


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a component: panel, groups, repeat, and the rules of all of them."""

    section: str
    title: Content
    place: Place = field(default_factory=lambda: Place(()))
    when: tuple[Content, ...] = ()
    page: str = ""


def import_nav(form: dict[str, Any], translations: dict[str, Any] | None = None) -> tuple[Content, Report]:
    """Return the form as content of ours, and the report. JavaScript is translated or refused, never run."""
    report = Report()
    return _Importer(form, translations or {}, report).content(), report


def _all(component: Component) -> Iterator[Component]:
    yield component
    for inner in component.get("components") or []:
        yield from _all(inner)


class _Importer:
    def __init__(self, form: dict[str, Any], translations: dict[str, Any], report: Report) -> None:
        self.form, self.report = form, report
        self.texts = NavTexts(translations, report)
        self.questions = NavQuestions(self.texts, report)
        self.keys, self.sections = Names("declaration"), Names()
        self.slugs = Names(
            "add", "check", "close", "declare", "delete", "remove", "reopen", "save", "sent", "track"
        )
        self.made: dict[int, Content] = {}
        self.known: list[Known] = []
        self.grids: dict[str, str] = {}
        self.repeats: list[Content] = []
        self.pieces: list[Piece] = []

    def content(self) -> Content:
        panels = [each for each in self.form.get("components") or [] if each.get("type") == "panel"]
        for panel in panels:
            self._learn(panel, Place(()))
        self.conditions = Conditions(self.known, self.grids)
        sections = [self._panel(panel) for panel in panels]
        title = self.texts.words(str(self.form["title"]), "title")
        steps = steps_of(in_order(self.pieces, self.report), self.slugs, self.report)
        used = {step["section"] for step in steps}
        properties = self.form.get("properties") or {}
        made: Content = {
            "key": snake(str(self.form.get("path") or self.form["title"])).replace("_", "-"),
            "title": title,
            "languages": self.texts.languages,
            "sections": [section for section in sections if section["key"] in used],
            "steps": steps,
            "repeats": [
                each for each in self.repeats if each["key"] in {step.get("repeat") for step in steps}
            ],
            **intro(self.form.get("introPage") or {}, steps, self.texts, self.report),
        }
        if str(properties.get("mellomlagringDurationDays", "")).isdecimal():
            made["draft_days"] = int(properties["mellomlagringDurationDays"])
        return drafted(made, self.report)

    # -- the first time through: what there is, by name, so that conditions may look ahead

    def _learn(self, component: Component, place: Place) -> None:
        kind, name = str(component.get("type")), str(component.get("key"))
        if kind in KINDS:
            self._ask(component, place)
            return
        inner = place
        if kind == "datagrid" and place.outer is None:
            grid = self.grids[name] = self.slugs.key(name)
            inner = Place((*place.path, name), grid, place.repeat)
        elif kind in ("container", "datagrid"):
            inner = replace(place, path=(*place.path, name))
        for each in component.get("components") or []:
            self._learn(each, inner)

    def _ask(self, component: Component, place: Place) -> None:
        name = str(component["key"])
        question, options = self.questions.question(component, self.keys.key(name), name)
        self.made[id(component)] = question
        path = (*place.path, name)
        self.known.append(Known(question["key"], question["kind"], path, place.repeat, options))

    # -- the second time: pieces in order, with their conditions

    def _panel(self, panel: Component) -> Content:
        name = str(panel["key"])
        key = self.sections.key(name)
        title = self.texts.words(str(panel.get("title") or panel.get("label")), name)
        self.report.carry("steps")
        around = _Around(key, title, page=name)
        if (inner := self._inside(panel, around)) is not None:
            for component in panel.get("components") or []:
                self._component(component, inner)
        return {"key": key, "title": title}

    def _inside(self, component: Component, around: _Around) -> _Around | None:
        """What stands around the parts of a component; None if nobody is ever shown it."""
        name = str(component.get("key"))
        rules = list(around.when)
        code = str(component.get("customConditional") or "").strip()
        simple = component.get("conditional") or {}
        try:
            if code and (rule := self.conditions.scripted(code, around.place)):
                rules.append(rule)
            elif not code and simple.get("when"):
                rules.append(self.conditions.simple(simple, around.place))
        except Never:
            self._never(component, name)
            return None
        except Refused as reason:
            self.report.lose("conditions", name, f"{reason}; asked of everyone instead")
            return around
        if code and simple.get("when"):
            self.report.recognise(
                "conditions", name, "form.io passes over it: there is JavaScript beside it", 0
            )
        if code or simple.get("when"):
            self.report.carry("conditions")
        return replace(around, when=tuple(rules))

    def _never(self, component: Component, name: str) -> None:
        """Leave out what the original never shows. Its own conditions and texts count as understood."""
        self.report.recognise("conditions", name, "never met: nobody is shown it, so it is left out")
        for inner in _all(component):
            if id(inner) in self.made:
                self.report.recognise("questions", str(inner["key"]), "never shown, so it is left out", 0)
            if inner is not component and (
                inner.get("customConditional") or (inner.get("conditional") or {}).get("when")
            ):
                self.report.recognise("conditions", str(inner["key"]), "inside something that is never shown")

    def _component(self, component: Component, around: _Around) -> None:
        kind, name = str(component.get("type")), str(component.get("key"))
        inner = self._inside(component, around)
        if inner is None:
            return
        if kind in KINDS:
            self._question(component, inner)
        elif kind in BLOCKS:
            self._block(component, BLOCKS[kind], inner)
        elif kind == "datagrid":
            self._grid(component, inner)
        elif kind in GROUPS or component.get("components"):
            self._group(component, inner)
        elif kind != "button":
            self.report.lose("questions", name, f"no kind of ours does what “{kind}” does")

    def _group(self, component: Component, around: _Around) -> None:
        name = str(component["key"])
        if component.get("type") == "container":
            around = replace(around, place=replace(around.place, path=(*around.place.path, name)))
        elif legend := component.get("legend"):
            around = replace(around, title=self.texts.words(str(legend), name))
        self._describe(component, around)
        for inner in component.get("components") or []:
            self._component(inner, around)

    def _grid(self, component: Component, around: _Around) -> None:
        name = str(component["key"])
        if around.place.outer:
            self.report.lose("repeats", name, "a list inside a list inside a list: asked once for each row")
            self._group({**component, "type": "container"}, around)
            return
        title = self.texts.label(component, name)
        key = self.grids[name]
        item = self.texts.words(
            str(component.get("rowLabel") or component.get("label") or name), name, count=False
        )
        if add := component.get("addAnother"):
            self.report.recognise("texts", name, f"our own words for “{str(add)[:40]}”")
        if remove := component.get("removeAnother"):
            self.report.recognise("texts", name, f"our own words for “{str(remove)[:40]}”")
        inside = {"inside": around.place.repeat} if around.place.repeat else {}
        self.repeats.append({"key": key, "title": title, "item": item, **inside})
        self.report.carry("repeats")
        place = Place((*around.place.path, name), key, around.place.repeat)
        for inner in component.get("components") or []:
            self._component(inner, replace(around, place=place, title=title))

    def _question(self, component: Component, around: _Around) -> None:
        question = self.made[id(component)]
        if component["type"] == "sender":
            self._sender(component, question, around)
            return
        if description := str(component.get("description") or "").strip():
            words = self.texts.words(description, str(component["key"]))
            if is_hint(words):
                question["hint"] = words
            else:
                self._put("block", block("guidance", words), component, around)
        self._describe(component, around, own=False)
        self._put("question", question, component, around)

    def _sender(self, component: Component, question: Content, around: _Around) -> None:
        """Who fills it in for somebody else: a name and a national number, in one component there."""
        labels, name = component.get("customLabels") or {}, str(component["key"])
        question["label"] = in_languages(LABELS["name"], self.texts.languages)
        for part in ("firstName", "surname"):
            if labels.get(part):
                self.report.recognise("texts", name, "the parts of a name, in our own words")
        self._put("question", question, component, around)
        number = {
            "kind": "identifier",
            "key": self.keys.key(f"{name}_number"),
            "label": self.texts.words(str(labels.get("nationalIdentityNumber") or "Fødselsnummer"), name),
            "scheme": "mask",
            "masks": ["999999 99999"],
            "required": question["required"],
        }
        self._put("question", number, component, around)

    def _describe(self, component: Component, around: _Around, *, own: bool = True) -> None:
        name = str(component["key"])
        if own and (description := str(component.get("description") or "").strip()):
            self._put("block", block("guidance", self.texts.words(description, name)), component, around)
        if more := str(component.get("additionalDescriptionText") or "").strip():
            title = self.texts.words(str(component.get("additionalDescriptionLabel") or "Mer"), name)
            self._put("block", block("details", self.texts.words(more, name), title), component, around)

    def _block(self, component: Component, kind: str, around: _Around) -> None:
        kind = ALERTS.get(str(component.get("alerttype")), kind)
        if text := str(component.get("content") or "").strip():
            words = self.texts.words(text, str(component["key"]))
            title = self.texts.label(component, str(component["key"])) if kind == "details" else None
            self._put("block", block(kind, words, title), component, around)

    def _put(self, what: str, content: Content, component: Component, around: _Around) -> None:
        made = "question" if what == "question" else "block"
        self.pieces.append(
            Piece(
                made,  # type: ignore[arg-type]  # the two words of Piece.what
                content,
                str(component["key"]),
                around.section,
                around.page,
                around.title,
                around.when,
                around.place.repeat,
            )
        )
