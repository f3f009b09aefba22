"""A to Z in each language: under which letter a title stands, and in which order."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

# Welsh writes eight of its letters with two signs; each comes after the first of them, Ng after G.
WELSH = (
    *("a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll"),
    *("m", "n", "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z"),
)
_WELSH_LETTER = re.compile("|".join(sorted(WELSH, key=len, reverse=True)) + "|[^ ]")
# Forms of one Arabic letter, which dictionaries keep together. What is left stands in order in Unicode.
_ONE_LETTER = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_ARTICLE = "ال"
AROUND = " «»“”‘’\"'"
OTHER = "#"
"""Where titles stand that begin with a number or a sign."""

Item = TypeVar("Item")


def order(title: str, language: str) -> tuple[int, ...]:
    """Return what to sort by: marks, capitals and the Arabic article make no difference."""
    letters = _letters(title, language)
    if language == "cy":
        return tuple(_rank(letter) for letter in letters)
    return tuple(map(ord, letters))


def initial(title: str, language: str) -> str:
    """Return the letter under which a title stands, as a heading shows it: "Dd", "ش", or "#" for none."""
    first = next(iter(_letters(title, language)), "")
    return first.capitalize() if first.isalpha() else OTHER


def by_letter(
    items: Iterable[Item], language: str, title: Callable[[Item], str]
) -> Iterator[tuple[str, list[Item]]]:
    """Yield each letter with its items, in order. Numbers and signs come first."""
    placed = sorted(items, key=lambda item: order(title(item), language))
    placed.sort(key=lambda item: initial(title(item), language) != OTHER)
    for letter, group in groupby(placed, key=lambda item: initial(title(item), language)):
        yield letter, list(group)


def _letters(title: str, language: str) -> list[str]:
    # Taken apart, an Arabic hamza would go with the marks: there the letters are folded first.
    folded = title.translate(_ONE_LETTER) if language == "ar" else title
    signs = unicodedata.normalize("NFKD", folded.casefold()).strip(AROUND)
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    if language == "cy":
        return _WELSH_LETTER.findall(plain)
    if language == "ar" and len(plain) > len(_ARTICLE):
        plain = plain.removeprefix(_ARTICLE)
    return list(plain)


def _rank(letter: str) -> int:
    return WELSH.index(letter) if letter in WELSH else len(WELSH) + ord(letter)
