"""A form's texts in one language: out as a .po file, back again, and how far they are. Plain Python.

Each text is known by its place in the form (question and property), never by what it says.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

import polib

from services.definitions.document import Document, words_in
from services.definitions.exchange.exporting import Content, as_content


class State(StrEnum):
    """How far one text is in a language."""

    MISSING = "missing"
    STALE = "stale"
    """The first language says something new since this was translated, and nobody has confirmed it."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its place, what the first language says, the translation, and how far it is."""

    path: str
    source: str
    translation: str
    state: State
    source_before: str = ""
    """What the published form says, if that is what was translated."""

    @property
    def mark(self) -> str:
        """Stands for exactly this text with this translation."""
        return mark(self.source, self.translation)


Marks = Mapping[str, str]
"""By place, the mark of a text whose translation somebody called right as it is."""
NO_MARKS: Marks = MappingProxyType({})


def mark(source: str, translation: str) -> str:
    """Return what stands for a text with its translation: another one has another mark."""
    return sha256(f"{source}\0{translation}".encode()).hexdigest()[:16]


def texts(
    document: Document, language: str, published: Document | None = None, confirmed: Marks = NO_MARKS
) -> Iterator[Text]:
    """Yield every text of a form, in document order.

    A translation is stale if the published form has the same one for another text of the first language,
    and nobody has confirmed that it fits the new one too.
    """
    before = dict(words_in(published)) if published else {}
    for path, words in words_in(document):
        source, translation = words.get(document.languages[0], ""), words.get(language, "")
        old = before.get(path, {})
        old_source = old.get(document.languages[0], "")
        changed = old_source not in ("", source) and old.get(language) == translation
        changed = changed and confirmed.get(path) != mark(source, translation)
        state = State.MISSING if not translation.strip() else State.STALE if changed else State.DONE
        yield Text(path, source, translation, state, old_source if state is State.STALE else "")


def progress(
    document: Document, language: str, published: Document | None = None, confirmed: Marks = NO_MARKS
) -> dict[State, int]:
    """Return how many texts are missing, stale and done in a language."""
    found = Counter(text.state for text in texts(document, language, published, confirmed))
    return {state: found[state] for state in State}


def as_po(
    document: Document, language: str, published: Document | None = None, confirmed: Marks = NO_MARKS
) -> str:
    """Return the texts of a form as a .po file for a translator; what is stale is marked fuzzy."""
    file = polib.POFile()
    file.metadata = {
        "Project-Id-Version": document.key,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text in texts(document, language, published, confirmed):
        file.append(
            polib.POEntry(
                msgctxt=text.path,
                msgid=text.source,
                msgstr=text.translation,
                flags=["fuzzy"] if text.state is State.STALE else [],
                previous_msgctxt=text.path if text.source_before else None,
                previous_msgid=text.source_before or None,
            )
        )
    return str(file) + "\n"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a .po file brings: translations to take in, and those that cannot be, with their places."""

    taken: Mapping[str, str]
    unknown: tuple[str, ...]
    """The form has no such place any more."""
    stale: tuple[str, ...]
    """The first language says something new since the file was made."""
    fuzzy: tuple[str, ...]
    """The translator has not confirmed it."""


def from_po(document: Document, text: str) -> Returned:
    """Return what a translator's file brings. Raises ValueError if it is no .po file."""
    try:
        file = polib.pofile(text, wrapwidth=0)
    except (OSError, UnicodeDecodeError) as problem:
        raise ValueError(f"not a .po file: {problem}") from None
    sources = {path: words.get(document.languages[0], "") for path, words in words_in(document)}
    taken: dict[str, str] = {}
    left: dict[str, list[str]] = {"unknown": [], "stale": [], "fuzzy": []}
    for entry in file:
        path = entry.msgctxt or ""
        if entry.obsolete or not entry.msgstr.strip():
            continue
        if path not in sources:
            left["unknown"].append(path)
        elif sources[path] != entry.msgid:
            left["stale"].append(path)
        elif entry.fuzzy:
            left["fuzzy"].append(path)
        else:
            taken[path] = entry.msgstr
    return Returned(taken, tuple(left["unknown"]), tuple(left["stale"]), tuple(left["fuzzy"]))


def marks(document: Document, translations: Mapping[str, str]) -> dict[str, str]:
    """Return the marks of translations that a translator has just given or confirmed, by place."""
    return {
        path: mark(words.get(document.languages[0], ""), translations[path])
        for path, words in words_in(document)
        if path in translations
    }


def translated(document: Document, language: str, translations: Mapping[str, str]) -> Content:
    """Return the form's content with these translations, by place.

    The language joins those of the form once every text has a translation.
    """
    copy = document.model_copy(deep=True)
    for path, words in words_in(copy):
        if path in translations:
            words[language] = translations[path]
    content = as_content(copy)
    complete = all(words.get(language, "").strip() for _path, words in words_in(copy))
    if complete and language not in document.languages:
        content["languages"] = [*document.languages, language]
    return content
