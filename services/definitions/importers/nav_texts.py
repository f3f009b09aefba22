"""Texts of the form.io dialect: Norwegian in the form, other languages in a file keyed by that text."""

from typing import Any

from services.definitions.importers.making import Content
from services.definitions.importers.prose import plain_html
from services.definitions.importers.report import Report

Texts = dict[str, str]
LONGEST_HINT = 200


class NavTexts:
    """Turns each text into words in every language that has it, and counts."""

    def __init__(self, translations: dict[str, dict[str, str]], report: Report) -> None:
        self._translations = {code.split("-")[0]: texts for code, texts in translations.items()}
        self._own = self._translations.pop("nb", {})
        self._report = report
        self.languages = ["nb", *self._translations]

    def words(self, source: str, place: str, *, count: bool = True) -> Texts:
        """Return a text in its languages, as plain paragraphs."""
        plain = plain_html(self._own.get(source, source))
        found = {"nb": plain.text or source}
        for code, texts in self._translations.items():
            if translated := texts.get(source):
                found[code] = plain_html(translated).text or translated
        if count:
            self._report.carry("texts")
            self._report.carry("translations", len(found) - 1)
            for lost in plain.lost:
                self._report.change("texts", place, f"without {lost}")
        return found

    def known(self, source: str) -> bool:
        """Tell whether the file has words for a text that is only named (an id)."""
        return source in self._own

    def label(self, component: dict[str, Any], place: str) -> Texts:
        """Return a component's label."""
        return self.words(str(component.get("label") or component.get("legend") or place), place)


def is_hint(words: Texts) -> bool:
    """Tell whether a text is short enough to stand under a label."""
    return all("\n" not in text and len(text) <= LONGEST_HINT for text in words.values())


def block(kind: str, words: Texts, title: Texts | None = None) -> Content:
    """Return words between questions as content."""
    return {"kind": kind, "text": words, **({"title": title} if title else {})}
