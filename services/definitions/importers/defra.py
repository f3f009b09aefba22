"""DEFRA form definitions: pages in a row, each with a condition. The first version is read as XGov."""

from typing import Any

from services.definitions.importers.comparisons import Refused, compared
from services.definitions.importers.making import Content, all_of, any_of
from services.definitions.importers.pages import Pages
from services.definitions.importers.report import Report
from services.definitions.importers.twins import UNSAID, merge_twin
from services.definitions.importers.xgov import import_xgov


def import_defra(form: dict[str, Any], language: str = "en") -> tuple[Content, Report]:
    """Return the form as content of ours, and the report."""
    if form.get("engine") != "V2" and form.get("schema") != 2:
        return import_xgov(form, language)
    content, report = _read(form, language)
    for code, texts in ((form.get("metadata") or {}).get("translations") or {}).items():
        named = {"name": texts.get(str(form.get("name"))) or UNSAID + str(form.get("name"))}
        twin, _twin_report = _read({**_translated(form, texts), **named}, str(code))
        content = merge_twin(content, twin, report)
    return content, report


def _read(form: dict[str, Any], language: str) -> tuple[Content, Report]:
    report = Report()
    return _Importer(form, language, report).content(), report


def _translated(form: Any, texts: dict[str, Any]) -> Any:
    """The form with its texts in another language, given by id and property, or by the text itself.

    A text without a translation is marked, so that it is not taken for one.
    """
    if isinstance(form, list):
        return [_translated(each, texts) for each in form]
    if not isinstance(form, dict):
        return form
    own = texts.get(str(form.get("id"))) if isinstance(texts.get(str(form.get("id"))), dict) else {}
    found = {}
    for name, value in form.items():
        if name in TEXTS and isinstance(value, str):
            by_text = texts.get(value)
            found[name] = (own or {}).get(name) or (by_text if isinstance(by_text, str) else UNSAID + value)
        else:
            found[name] = _translated(value, texts)
    return found


TEXTS = ("title", "text", "hint", "content", "declaration")


class _Importer:
    def __init__(self, form: dict[str, Any], language: str, report: Report) -> None:
        self.form, self.report = form, report
        self.pages = Pages(form, language, report)
        self.conditions = {str(each["id"]): each for each in form.get("conditions") or [] if each.get("id")}
        self.rules: dict[str, Content] = {}

    def content(self) -> Content:
        pages = self.form.get("pages") or []
        for page in pages:
            self.pages.learn(page)
        used = {str(page.get("condition")) for page in pages} | {
            str(item.get("conditionId"))
            for each in self.conditions.values()
            for item in each.get("items") or []
        }
        for name, condition in self.conditions.items():
            if name not in used:
                self.report.recognise("conditions", name, "no page asks for it")
                continue
            try:
                self.rules[name] = self._condition(condition, ())
                self.report.carry("conditions")
            except Refused as reason:
                self.report.lose("conditions", name, f"{reason}; its pages are shown to everyone")
        return self.pages.content([(str(p["path"]), self.rules.get(str(p.get("condition")))) for p in pages])

    def _condition(self, condition: dict[str, Any], around: tuple[str, ...]) -> Content:
        if str(condition.get("id")) in around:
            raise Refused("it goes in a circle")
        inside = (*around, str(condition.get("id")))
        rules = [self._item(item, inside) for item in condition.get("items") or []]
        made = any_of(rules) if str(condition.get("coordinator")) == "or" else all_of(rules)
        if made is None:
            raise Refused("it says nothing")
        return made

    def _item(self, item: dict[str, Any], inside: tuple[str, ...]) -> Content:
        if name := item.get("conditionId"):
            if name not in self.conditions:
                raise Refused(f"it names the condition “{name}”, which is not there")
            return self._condition(self.conditions[str(name)], inside)
        asked = self.pages.asked.get(str(item.get("componentId")))
        if asked is None:
            raise Refused(f"it looks at “{item.get('componentId')}”, which the form does not ask")
        if asked.repeat:
            raise Refused(f"it looks at “{item.get('componentId')}”, which each row answers anew")
        value = item.get("value")
        if isinstance(value, dict):
            value = value.get("itemId", value.get("value", value))
        return compared(asked, str(item.get("operator")), value)
