"""English words as the search compares them."""

from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")

_SAY_NOTHING = """
a about am an and any are as at be been but by can cannot could did do does doing don dont for from get go
had has have he her him his how i if im in into is it its ive me my need no of on or our she should so some
than that the their them then there these they this those to up us want was we were what when where which
who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the word without its ending (Porter 2): babies and baby are both "babi"."""
    return str(_STEMMER.stemWord(word))


def sought(word: str) -> tuple[str, ...]:
    """Return the stems under which pages may have a word that somebody typed."""
    return (stem(word),)
