"""Components of the XGov and DEFRA form engines as questions and blocks of ours."""

from dataclasses import dataclass, field
from typing import Any

from services.definitions.importers.making import Content
from services.definitions.importers.naming import Names
from services.definitions.importers.prose import Prose, plain_html, plain_markdown
from services.definitions.importers.report import Report

Component = dict[str, Any]

KINDS = {
    "TextField": "text",
    "WebsiteField": "text",
    "MultilineTextField": "long_text",
    "FreeTextField": "long_text",
    "NumberField": "decimal",
    "YesNoField": "yes_no",
    "RadiosField": "one_of",
    "SelectField": "select",
    "AutocompleteField": "select",
    "CheckboxesField": "several_of",
    "DateField": "date",
    "DatePartsField": "date",
    "MonthYearField": "month_year",
    "TimeField": "time",
    "EmailAddressField": "email",
    "TelephoneNumberField": "phone",
    "UkAddressField": "address",
    "FileUploadField": "evidence",
    "ClientSideFileUploadField": "evidence",
    "S3FileUploadField": "evidence",
    "DeclarationField": "declaration",
    "EastingNorthingField": "text",
    "LatLongField": "text",
    "OsGridRefField": "text",
    "NationalGridFieldNumberField": "text",
}
PLACES = {
    "EastingNorthingField": "an easting and a northing",
    "LatLongField": "a latitude and a longitude",
    "OsGridRefField": "an OS grid reference",
    "NationalGridFieldNumberField": "a national grid field number",
    "WebsiteField": "an address of a website",
}
BLOCKS = {
    "Para": "guidance",
    "Html": "guidance",
    "Markdown": "guidance",
    "List": "guidance",
    "InsetText": "inset",
    "WarningText": "warning",
    "NotificationBanner": "inset",
    "Details": "details",
    "FlashCard": "guidance",
}
LONGEST_HINT = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as conditions may name it."""

    key: str
    kind: str
    required: bool
    page: str
    repeat: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    """Our key of each option, by the original's value or id."""


class Components:
    """Makes questions and blocks in one language, and counts what they carry."""

    def __init__(self, lists: list[Component], language: str, report: Report) -> None:
        self.lists = {
            str(name): each for each in lists for name in (each.get("name"), each.get("id")) if name
        }
        self.language, self.report = language, report

    def words(self, source: object, place: str, *, markdown: bool = False) -> dict[str, str]:
        """Return a text as plain paragraphs, counted."""
        plain: Prose = plain_markdown(str(source)) if markdown else plain_html(str(source))
        self.report.carry("texts")
        for lost in plain.lost:
            self.report.change("texts", place, f"without {lost}")
        return {self.language: plain.text or str(source)}

    def question(self, component: Component, key: str) -> tuple[Content, dict[str, str], list[Content]]:
        """Return the question, its options by the original's value, and the blocks before it."""
        place, kind = str(component.get("name")), KINDS[str(component["type"])]
        settings = component.get("options") or {}
        made: Content = {"kind": kind, "key": key}
        made["label"] = self.words(component.get("title") or place, place)
        made["required"] = settings.get("required", True) is not False
        before = self._hint(component, made, place)
        options: dict[str, str] = {}
        if kind in ("one_of", "select", "several_of"):
            options = self._options(component, made, place)
        elif kind == "yes_no":
            self.report.recognise("options", place, "yes and no, in our own words", 2)
            options = {"true": "yes", "false": "no"}
        else:
            getattr(self, f"_{kind}", _nothing)(component, made, place)
        self._validations(component, made, place)
        if made["kind"] == "declaration":
            made.pop("required")
        self.report.carry("questions")
        return made, options, before

    def block(self, component: Component) -> Content | None:
        """Return words that ask nothing; None if there are none."""
        place = str(component.get("name") or component.get("title"))
        if component["type"] == "List":
            items = (self.lists.get(str(component.get("list"))) or {}).get("items") or []
            source = "\n\n".join(f"• {item.get('text')}" for item in items)
        else:
            source = str(component.get("content") or "").strip()
        if not source:
            return None
        kind = BLOCKS[str(component["type"])]
        made: Content = {
            "kind": kind,
            "text": self.words(source, place, markdown=component["type"] == "Markdown"),
        }
        if kind == "details":
            made["title"] = self.words(component.get("title") or place, place)
        return made

    def _hint(self, component: Component, made: Content, place: str) -> list[Content]:
        if not (source := str(component.get("hint") or "").strip()):
            return []
        words = self.words(source, place)
        text = words[self.language]
        if len(text) <= LONGEST_HINT and "\n" not in text:
            made["hint"] = words
            return []
        return [{"kind": "guidance", "text": words}]

    def _options(self, component: Component, made: Content, place: str) -> dict[str, str]:
        items = (
            (self.lists.get(str(component.get("list"))) or {}).get("items") or component.get("items") or []
        )
        names = Names()
        keys: dict[str, str] = {}
        options: list[Content] = []
        for item in items:
            key = names.key(str(item.get("value", item.get("text"))))
            keys |= {str(item[by]): key for by in ("value", "id", "text") if item.get(by) is not None}
            option: Content = {"key": key, "label": self.words(item.get("text"), place)}
            hint = item.get("description") or (item.get("hint") or {})
            if text := hint.get("text") if isinstance(hint, dict) else hint:
                option["hint"] = self.words(text, place)
            options.append(option)
            self.report.carry("options")
        if len(options) >= 2:
            made["options"] = options
        elif options:
            made.update(kind="declaration", statements=[options[0]["label"]])
            self.report.change("questions", place, "a list of one option is asked as agreeing to it")
            keys = dict.fromkeys(keys, "")
        else:
            made["kind"] = "text"
            self.report.change("questions", place, "its options are not in the file: asked as a text")
        return keys

    def _decimal(self, component: Component, made: Content, place: str) -> None:
        limits, settings = component.get("schema") or {}, component.get("options") or {}
        precision = limits.get("precision")
        whole = limits.get("integer") or (precision is not None and int(precision) == 0)
        if whole:
            made["kind"] = "whole_number"
        elif precision:
            made["places"] = min(int(precision), 6)
            self.report.carry("validations")
        for ours, theirs in (("minimum", "min"), ("maximum", "max")):
            if limits.get(theirs) not in (None, ""):
                made[ours] = int(float(limits[theirs])) if whole else str(limits[theirs])
                self.report.carry("validations")
        if unit := settings.get("suffix") or settings.get("prefix"):
            made["unit"] = self.words(unit, place)

    def _address(self, component: Component, made: Content, place: str) -> None:
        made["where"] = "uk"

    def _evidence(self, component: Component, made: Content, place: str) -> None:
        settings, limits = component.get("options") or {}, component.get("schema") or {}
        zone = settings.get("dropzoneConfig") or {}
        if most := limits.get("max") or limits.get("length") or zone.get("maxFiles"):
            made["max_files"] = min(max(int(most), 1), 10)
            self.report.carry("validations")
        if zone.get("acceptedFiles") or settings.get("accept"):
            self.report.recognise("validations", place, "kinds of files: we take pictures, PDF and documents")
        if zone.get("maxFilesize"):
            self.report.recognise("validations", place, "the size of a file has one limit for all forms")

    def _declaration(self, component: Component, made: Content, place: str) -> None:
        made["statements"] = [
            self.words(component.get("content") or component.get("title"), place, markdown=True)
        ]

    def _validations(self, component: Component, made: Content, place: str) -> None:
        limits, settings = component.get("schema") or {}, component.get("options") or {}
        if made["required"]:
            self.report.carry("validations")
        if what := PLACES.get(str(component["type"])):
            self.report.lose("validations", place, f"that it is {what}: asked as a text")
        if made["kind"] in ("text", "long_text") and (longest := limits.get("max") or limits.get("length")):
            made["max_length"] = min(int(longest), 500 if made["kind"] == "text" else 10_000)
            self.report.carry("validations")
        if made["kind"] in ("text", "long_text") and limits.get("min"):
            self.report.lose("validations", place, f"at least {limits['min']} letters")
        if words := settings.get("maxWords"):
            made["max_length"] = min(int(words) * 8, 10_000)
            self.report.change(
                "validations", place, f"{words} words at most became {made['max_length']} letters"
            )
            self.report.carry("validations")
        if limits.get("regex"):
            self.report.lose("validations", place, f"a pattern: {limits['regex']}")
        self._days(settings, made, place)

    def _days(self, settings: Component, made: Content, place: str) -> None:
        for name, when, words in (
            ("maxDaysInPast", "future", "in the past"),
            ("maxDaysInFuture", "past", "in the future"),
        ):
            days = settings.get(name)
            if days is None or days == "":
                continue
            if made["kind"] == "date" and int(days) == 0 and "when_is" not in made:
                made["when_is"] = when
                self.report.carry("validations")
            else:
                self.report.lose("validations", place, f"at most {days} days {words}")


def _nothing(component: Component, made: Content, place: str) -> None:
    """Many kinds need no more than their label."""
