"""The page before a form of NAV: its introduction becomes our summary, the rest opens the first step."""

from collections.abc import Iterator
from typing import Any

from services.definitions.importers.making import Content
from services.definitions.importers.nav_texts import NavTexts, block
from services.definitions.importers.report import Report


def intro(page: dict[str, Any], steps: list[Content], texts: NavTexts, report: Report) -> Content:
    """Return the form's summary, if there is one; put the other words on the first step."""
    if not page.get("enabled") or not steps:
        return {}
    parts = [*(page.get("sections") or {}).values(), page.get("selfDeclaration")]
    words = [block("guidance", text) for part in parts if (text := _part(part, texts, report))]
    first = steps[0]
    before = first["questions"][0]["key"]
    first["blocks"] = [{**each, "before": before} for each in words] + first.get("blocks", [])
    introduction = str(page.get("introduction") or "")
    return {"summary": texts.words(introduction, "introPage")} if texts.known(introduction) else {}


def _part(part: object, texts: NavTexts, report: Report) -> Content:
    """The texts of one part, together, in the languages that have all of them."""
    found: list[tuple[str, Content]] = []
    for source, mark in _texts_in(part):
        if texts.known(source):
            found.append((mark, texts.words(source, "introPage")))
        else:
            report.lose("texts", "introPage", f"the words of “{source}” are kept outside of this form")
    codes = [code for code in texts.languages if all(code in words for _mark, words in found)]
    return {code: "\n\n".join(mark + words[code] for mark, words in found) for code in codes if found}


def _texts_in(value: object, mark: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a part, with the mark of a list's item where it is one."""
    if isinstance(value, str) and value:
        yield value, mark
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner, "• ")
