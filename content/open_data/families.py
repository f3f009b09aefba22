"""A page or snippet in all the languages it is written in, and the pieces of a page likewise."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from wagtail.rich_text import get_text_for_indexing

from content.facts.showing import in_words

Said = dict[str, str]
"""One text in each language that has it, as JSON-LD keeps it: {"en": "…", "cy": "…"}."""
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True, slots=True)
class Family:
    """One thing in its languages, the site's own language first if it is written in that."""

    key: UUID
    members: Mapping[str, Any]

    @property
    def main(self) -> Any:
        """Return it in the site's language, or else in the first it has."""
        return next(iter(self.members.values()))

    @property
    def main_language(self) -> str:
        """Return the language of `main`."""
        return next(iter(self.members))

    def said(self, name: str) -> Said:
        """Return one of its texts in each language, facts in their words of today."""
        return said({language: getattr(each, name) for language, each in self.members.items()})

    def pieces(self, name: str, by: Callable[[Any], object] | None = None) -> list["Piece"]:
        """Return the blocks of one of its streams, each in all languages that have it, in the main order.

        A piece is known again in another language by its id, which stays when a page is copied to be
        translated, or by what `by` returns. Failing that its place tells, if there are as many pieces.
        """
        streams = {language: list(getattr(page, name)) for language, page in self.members.items()}
        found = []
        for place, block in enumerate(streams[self.main_language]):
            values = {}
            for language, stream in streams.items():
                other = _same(block, place, stream, len(streams[self.main_language]), by)
                if other is not None:
                    values[language] = other.value
            found.append(Piece(str(block.id or place + 1), values))
        return found


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page. `values` holds it by language, the main one first."""

    id: str
    values: Mapping[str, Any]

    @property
    def main(self) -> Any:
        """Return it in the main language of its page."""
        return next(iter(self.values.values()))

    def said(self, name: str) -> Said:
        """Return one of its texts in each language."""
        return self.say(lambda value: value[name])

    def say(self, words: Callable[[Any], object]) -> Said:
        """Return what `words` makes of it in each language, written in that language."""
        found = {}
        for language, value in self.values.items():
            with translation.override(language):
                found[language] = words(value)
        return said(found)


def _same(block: Any, place: int, stream: list[Any], count: int, by: Callable[[Any], object] | None) -> Any:
    if by is not None:
        return next((each for each in stream if by(each.value) == by(block.value)), None)
    known = next((each for each in stream if each.id and each.id == block.id), None)
    return known or (stream[place] if len(stream) == count else None)


def families(rows: Iterable[Any]) -> dict[UUID, Family]:
    """Return translatable rows by their translation key. They keep the order of their first member."""
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        found[row.translation_key][row.locale.language_code] = row
    return {
        key: Family(key, {code: members[code] for code in sorted(members, key=_order)})
        for key, members in found.items()
    }


def _order(language: str) -> tuple[bool, int]:
    return language != settings.LANGUAGE_CODE, LANGUAGES.index(language) if language in LANGUAGES else -1


def said(texts: Mapping[str, object]) -> Said:
    """Return texts by language, facts in their words of today, those left out that say nothing."""
    plain = {language: in_words(_plain(text), language).strip() for language, text in texts.items()}
    return {language: text for language, text in plain.items() if text}


def joined(several: Iterable[Said], between: str = " ") -> Said:
    """Return several texts as one in each language."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in several:
        for language, text in each.items():
            found[language].append(text)
    return {language: between.join(texts) for language, texts in found.items()}


def in_each_language(words: Callable[[], object]) -> Said:
    """Return a text of our own in every language of the site."""
    return dict(_each(words))


def _each(words: Callable[[], object]) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        with translation.override(language):
            yield language, str(words())


def main_of(texts: Said) -> str:
    """Return a text in the site's language, or else in the first it has; "" if there is none."""
    return texts.get(settings.LANGUAGE_CODE) or next(iter(texts.values()), "")


def _plain(text: object) -> str:
    """Return what is left of rich text without its marks."""
    source = getattr(text, "source", None)
    if source is None:
        return "" if text is None else str(text)
    return " ".join(get_text_for_indexing(source).split())
