"""Forms of the XGov Digital Form Builder, and of DEFRA's first engine: pages that lead to one another."""

from collections.abc import Mapping
from typing import Any

from services.definitions.importers.comparisons import Refused, compared
from services.definitions.importers.graph import Literal, Row, Term, Way, in_a_row, shortened
from services.definitions.importers.making import Content, all_of, any_of, negate
from services.definitions.importers.pages import Pages
from services.definitions.importers.report import Report


def import_xgov(form: dict[str, Any], language: str = "en") -> tuple[Content, Report]:
    """Return the form as content of ours, in one language, and the report."""
    if (form.get("metadata") or {}).get("isWelsh"):
        language = "cy"
    report = Report()
    return _Importer(form, language, report).content(), report


class _Importer:
    def __init__(self, form: dict[str, Any], language: str, report: Report) -> None:
        self.form, self.report = form, report
        self.pages = Pages(form, language, report)
        self.rules: dict[str, Content | None] = {}
        """Every condition by name; None if it could not be carried."""
        self.literals: dict[str, Literal] = {}

    def content(self) -> Content:
        pages = {str(page["path"]): page for page in self.form.get("pages") or []}
        for page in pages.values():
            self.pages.learn(page)
        self._conditions(pages)
        start = str(self.form.get("startPage") or next(iter(pages)))
        row = in_a_row(start, {path: self._ways(page, pages) for path, page in pages.items()})
        for path, back in row.cut:
            self.report.lose("conditions", path, f"a way back to {back}", 0)
        for path in pages:
            if path not in row.pages and not self.pages.is_summary(pages[path]):
                self.report.change("steps", path, "no page leads to it: left out, as nobody sees it")
        return self.pages.content([(path, self._rule(path, row)) for path in row.pages])

    def _ways(self, page: dict[str, Any], pages: Mapping[str, Any]) -> list[Way]:
        found = []
        for each in page.get("next") or []:
            name = each.get("condition")
            if name and name not in self.rules:
                self.report.lose("conditions", str(page["path"]), f"the condition “{name}” is not there")
            if each.get("path") in pages and (not name or self.rules.get(name)):
                found.append(Way(str(each["path"]), self.literals[name] if name else None))
        return sorted(found, key=lambda way: way.if_ is None)  # one without a condition is taken last

    def _conditions(self, pages: Mapping[str, Any]) -> None:
        used = {each.get("condition") for page in pages.values() for each in page.get("next") or []}
        inner = {each.get("conditionName") for one in self._all() for each in self._items(one)}
        for condition in self._all():
            name = str(condition["name"])
            if name not in used | inner:
                self.report.recognise("conditions", name, "no page asks for it")
                continue
            try:
                self.rules[name] = self._condition(condition)
                self.report.carry("conditions")
            except Refused as reason:
                self.rules[name] = None
                self.report.lose("conditions", name, f"{reason}: the way it opens is closed")
            self._name(name)

    def _name(self, name: str) -> None:
        """Yes and no of one question are one condition and its opposite: what joins again is seen."""
        rule = self.rules[name] or {}
        asked = {each.key: each for each in self.pages.asked.values()}.get(str(rule.get("question")))
        yes_or_no = rule.get("op") == "equals" and asked and asked.kind == "yes_no" and asked.required
        if yes_or_no:
            atom = f"yes {rule['question']}"
            self.rules[atom] = {**rule, "value": True}
            self.literals[name] = (atom, bool(rule["value"]))
        else:
            same = next((n for n in self.literals if self.rules.get(n) == rule and n in self.rules), name)
            self.literals[name] = (same, True)

    def _all(self) -> list[dict[str, Any]]:
        return [each for each in self.form.get("conditions") or [] if isinstance(each.get("value"), dict)]

    def _items(self, condition: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (condition.get("value") or {}).get("conditions") or []
        return found

    def _condition(self, condition: dict[str, Any]) -> Content:
        """Items joined by and / or: "and" binds closer, as the engine reads them."""
        alternatives: list[list[Content]] = [[]]
        for item in self._items(condition):
            if item.get("coordinator") == "or":
                alternatives.append([])
            alternatives[-1].append(self._item(item))
        if not (made := any_of([rule for each in alternatives if (rule := all_of(each))])):
            raise Refused("it says nothing")
        return made

    def _item(self, item: dict[str, Any]) -> Content:
        if item.get("conditions"):
            return self._condition({"value": item})
        if name := item.get("conditionName"):
            other = next((each for each in self._all() if each["name"] == name), None)
            if other is None:
                raise Refused(f"it names the condition “{name}”, which is not there")
            return self._condition(other)
        name = str((item.get("field") or {}).get("name")).split(".")[-1]
        asked = self.pages.asked.get(name)
        if asked is None:
            raise Refused(f"it looks at “{name}”, which the form does not ask")
        if asked.repeat:
            raise Refused(f"it looks at “{name}”, which each row answers anew")
        value = item.get("value")
        plain = value.get("value") if isinstance(value, dict) and "value" in value else value
        return compared(asked, str(item.get("operator")), plain)

    def _rule(self, path: str, row: Row) -> Content | None:
        implied = self._implied(row)
        terms = [shortened(term, implied) for term in row.reach[path]]
        if frozenset() in terms:
            return None
        made = [all_of([self._literal(each) for each in sorted(term)]) for term in sorted(terms, key=sorted)]
        return any_of([rule for rule in made if rule])

    def _implied(self, row: Row) -> dict[Literal, Term]:
        """An answer counts only if its page was reached: it implies what led there."""
        found: dict[Literal, Term] = {}
        home = {each.key: each.page for each in self.pages.asked.values()}
        for atom, so in {literal for reach in row.reach.values() for term in reach for literal in term}:
            rule = self._literal((atom, so))
            page = home.get(str(rule.get("question")), "")
            if page in row.reach and len(row.reach[page]) == 1:
                found[(atom, so)] = next(iter(row.reach[page])) | self._others(atom, so)
        return found

    def _others(self, atom: str, so: bool) -> Term:
        """Choosing one option implies that no other was chosen."""
        rule = self.rules[atom] or {}
        if not so or rule.get("op") != "equals" or not isinstance(rule["value"], str):
            return frozenset()
        same = {"op": "equals", "question": rule["question"]}
        return frozenset(
            (name, False)
            for name, other in self.rules.items()
            if other and other != rule and other.items() >= same.items()
        )

    def _literal(self, literal: Literal) -> Content:
        name, so = literal
        rule = self.rules[name] or {}
        if so:
            return rule
        return {**rule, "value": False} if name.startswith("yes ") else negate(rule)
