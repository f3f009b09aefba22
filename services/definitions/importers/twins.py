"""The same form in a second language, in a file of its own: merged by its place in the form."""

from typing import Any

from services.definitions.importers.making import Content
from services.definitions.importers.report import Report

UNSAID = "\ue000"
"""Stands at the beginning of a text that has no translation (a private character: no text has it)."""
LOGIC = ("when", "key", "before", "section", "repeat", "languages")


def merge_twin(content: Content, twin: Content, report: Report) -> Content:
    """Return the first form with the texts of its twin; its own logic stays as it is.

    What stands at a place that the first form does not have is reported.
    """
    first, second = content["languages"][0], twin["languages"][0]
    own = {name: content[name] for name in content.keys() - set(report.added)}
    ours = {name: content[name] for name in report.added if name in content}
    merged = _merged(own, twin, "form", (first, second), report)
    filled = _merged(ours, twin, "form", (first, second), Report())  # our own texts: not counted
    return {**merged, **filled, "languages": [*content["languages"], second]}


def _merged(one: Any, other: Any, place: str, codes: tuple[str, str], report: Report) -> Any:
    first, second = codes
    if isinstance(one, dict) and isinstance(other, dict):
        if isinstance(one.get(first), str) and isinstance(other.get(second), str):
            if UNSAID in other[second]:
                return one
            report.carry("translations")
            return {**one, second: other[second]}
        return _members(one, other, place, codes, report)
    if isinstance(one, list) and isinstance(other, list) and _are_parts(one):
        if len(one) != len(other):
            report.change(
                "texts", place, f"{len(one)} here and {len(other)} in the twin: merged from the first on"
            )
        for extra in other[len(one) :]:
            report.lose("translations", place, "it is only in the twin", max(_count(extra, second), 1))
        pairs = zip(one, other, strict=False)
        return [_merged(a, b, _place(place, a), codes, report) for a, b in pairs] + one[len(other) :]
    return one


def _members(one: Content, other: Content, place: str, codes: tuple[str, str], report: Report) -> Content:
    found: Content = {}
    for name, value in one.items():
        if name in LOGIC or name not in other:
            found[name] = value
        else:
            found[name] = _merged(value, other[name], f"{place}.{name}", codes, report)
    for name in sorted(other.keys() - one.keys() - set(LOGIC)):
        if place != "form" and (count := _count(other[name], codes[1])):
            report.lose("translations", f"{place}.{name}", "it is only in the twin", count)
    return found


def _are_parts(value: list[Any]) -> bool:
    return any(isinstance(each, dict) for each in value)


def _place(place: str, part: Any) -> str:
    key = part.get("key") if isinstance(part, dict) else None
    return f"{place}[{key}]" if key else place


def _count(value: Any, code: str) -> int:
    if isinstance(value, dict):
        if isinstance(said := value.get(code), str):
            return int(UNSAID not in said)
        return sum(_count(each, code) for each in value.values())
    return sum(_count(each, code) for each in value) if isinstance(value, list) else 0
