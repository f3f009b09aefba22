"""Arabic words as the search compares them: one way of writing, without article and endings.

Light stemming after Larkey, Ballesteros and Connell ("Improving stemming for Arabic information retrieval",
SIGIR 2002, light10), with the endings of "your" and "our" added. Snowball's own stemmer takes the first
letter of بطاقة for a preposition, so that the word and البطاقة do not meet.
"""

import re
from functools import lru_cache

_SAY_NOTHING = """
في من الي علي عن مع هل ما ماذا كيف اين متي لماذا هو هي هم هذا هذه ذلك تلك الذي التي او ام ان انا انت نحن لي
لا لم لن قد كان كانت يكون كل بعد قبل عند اذا ثم و يا اريد احتاج كم اي
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")  # vowel signs and the long dash
_SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": None}
)
# Each leaves two letters or more; a lone و only where three remain.
_PREFIXES = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "كم", "نا", "ه", "ي", "ك")
_LETTERS = re.compile("[\u0621-\u064a]")


def is_arabic(word: str) -> bool:
    """Tell whether a word has Arabic letters."""
    return bool(_LETTERS.search(word))


def without_signs(text: str) -> str:
    """Return the text without vowel signs, which are no letters and would cut words in two."""
    return _MARKS.sub("", text)


def plain(word: str) -> str:
    """Return the word as most people type it: no hamza, ه for ة, ي for ى."""
    return word.translate(_SAME)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a plain word without article, prepositions joined to it, and endings."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word.removeprefix(prefix)
            break
    else:
        if word.startswith("و") and len(word) > 4:
            word = word[1:]
    for _twice in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word.removesuffix(ending)
                break
    return word


def sought(word: str) -> tuple[str, ...]:
    """Return the stems under which pages may have a word: also without ب, ل, ك or ف joined to it."""
    found = {stem(word): None}
    if len(word) > 4 and word[0] in "بلكف":
        found.setdefault(stem(word[1:]))
    return tuple(found)
