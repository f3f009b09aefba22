"""Cuts text into words and gives the terms under which the index keeps them, language by language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from django.conf import settings

from content.search import arabic, english, welsh

LENGTH_MAX = 40
"""Letters of a word that count; nobody types more of it."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `shown` is how it stands there, `plain` how words are compared letter by letter."""

    shown: str
    plain: str


def words(text: str) -> list[Word]:
    """Return the words of a text in order, small letters, without accents or what follows an apostrophe."""
    even = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return [
        word
        for found in _WORD.findall(arabic.without_signs(even))
        for shown in (_parts(found) if not found.isalnum() else (found,))
        if (word := _word(shown)).plain
    ]


@lru_cache(maxsize=50_000)
def _word(shown: str) -> Word:
    return Word(shown[:LENGTH_MAX], _plain(shown)[:LENGTH_MAX])


def _parts(word: str) -> Iterator[str]:
    """Yield what counts of a word with an apostrophe: child's → child, don't → dont, d'eau → d, eau."""
    first, *rest = re.split("['’ʼ]", word)
    if rest == ["t"]:
        yield f"{first}t"
        return
    yield first
    yield from (each for each in rest if len(each) > 2)  # 's, 'r, 'n, 'ch and the like say nothing


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFD", arabic.plain(word))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def is_stop_word(word: Word, language: str) -> bool:
    """Tell whether a word says nothing about what a page helps with."""
    return word.plain in _analyser(word, language).STOP_WORDS


@lru_cache(maxsize=50_000)
def term(word: Word, language: str) -> str:
    """Return the term under which a page in `language` is kept for this word."""
    return str(_analyser(word, language).stem(word.plain))


def sought(word: Word, language: str) -> tuple[str, ...]:
    """Return every term under which a page may have a word that a reader of `language` typed.

    The likeliest comes first. Pages that are not translated stand in the site's own language, so its
    terms are among them.
    """
    spoken = dict.fromkeys([language, settings.LANGUAGE_CODE])
    return tuple(dict.fromkeys(each for code in spoken for each in _analyser(word, code).sought(word.plain)))


def meant(text: str, language: str) -> list[Word]:
    """Return the words of what a reader typed that say what they look for; all of them if none does."""
    typed = words(text)
    spoken = {language, settings.LANGUAGE_CODE}
    return [word for word in typed if not any(is_stop_word(word, code) for code in spoken)] or typed


def _analyser(word: Word, language: str) -> ModuleType:
    """Return the module of a word's script, then of the language; unknown languages are read as English."""
    if arabic.is_arabic(word.plain):
        return arabic
    return welsh if language == "cy" else english
