"""Welsh words as the search compares them: without plural endings, whatever their first letter became.

The first letter of a Welsh word changes with the word before it: babi, fy mabi, i fabi. The index keeps
words as they are written; a search looks for all forms of what was typed. The table of changes is any
grammar's (Peter Wynn Thomas, Gramadeg y Gymraeg, 1996, chapter on treigladau).
"""

from functools import lru_cache

_SAY_NOTHING = """
a ac am an ar at bod chi chwi cyn dy dydy dyna ei eich ein eu fe fel felly fi fy ga gael gan gen ges gyda
gyfer hefyd heb hi hwn hon hyn i ia ill iddi iddo iddyn im mae mai mewn mi na nac neu ni nhw nid o ond oes
os pa pam pan pe pryd pwy r rhwng roedd rwy rydw rydych rydym sut sy sydd sydd ti trwy tua un wedi wrth wyf
y ydw ydy ydych yn yng ym ymhle yr yw ble beth dw dwi
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())

# What each first sound becomes: soft, nasal, aspirate.
_CHANGES = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
_VOWELS = "aeiouwy"
# Letters of two signs that are one sound: a "c" that begins "ch" is not a "c" that could change.
_TWO_SIGNS = ("ch", "dd", "ff", "ngh", "ng", "ll", "mh", "nh", "ph", "rh", "th")
# Longest first. Plurals, and what verbs end in when they are named or asked for.
_ENDINGS = (
    *("iadau", "iaeth", "iadur", "oedd", "iadu", "wyr", "iau", "ion", "ydd", "iad", "odd", "wch"),
    *("io", "au", "on", "od", "ed", "i", "o", "u"),
)
_SHORTEST = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the word without its ending, its first letter as written: cofrestru, cofrestrwch → cofrestr."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    return word[:-1] if word.endswith(("nn", "rr")) else word  # bathodyn, bathodynnau


def sought(word: str) -> tuple[str, ...]:
    """Return the stems under which pages may have a word: itself, then its other first letters."""
    found = {stem(word): None}
    for radical in (word, *_radicals(word)):
        for form in (radical, *_changed(radical)):
            found.setdefault(stem(form))
    return tuple(found)


def _begins(word: str) -> str:
    return next((signs for signs in _TWO_SIGNS if word.startswith(signs)), word[:1])


def _changed(word: str) -> list[str]:
    """Return what the first letter of a word can become."""
    first = _begins(word)
    rest = word.removeprefix(first)
    found = [new + rest for new in _CHANGES.get(first, ())]
    if first and first in _VOWELS:
        found.append(f"h{word}")
    return [form for form in found if len(form) >= _SHORTEST]


def _radicals(word: str) -> list[str]:
    """Return the words that this one may be a changed form of."""
    first = _begins(word)
    found = [
        old + word.removeprefix(first)
        for old, changes in _CHANGES.items()
        if first in changes and len(word) > 1
    ]
    # g falls away altogether: gardd, yr ardd; glas, las.
    if first and first in f"{_VOWELS}lr":
        found.append(f"g{word}")
    if first == "h" and word[1:2] and word[1] in _VOWELS:
        found.append(word[1:])
    return found
