"""The alphabet of codes and references: no letter looks or sounds like another, and one checks the rest."""

import secrets
import unicodedata
from collections.abc import Iterator

# Left out: vowels (no words appear), and 0 O 1 I L 2 Z 5 S N U, which people mix up when they
# read, write or hear them. 23 letters, and 23 is prime: the check below rests on that.
ALPHABET = "346789BCDFGHJKMPQRTVWXY"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_MODULUS = len(ALPHABET)


def random_letters(length: int) -> str:
    """Return `length` letters that nobody can guess (4.5 bits each)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def check_letter(body: str) -> str:
    """Return the letter that completes `body`, as in ISBN-10 but modulo 23.

    The weights 2, 3, 4 … (1 for the check letter itself) are all different and none is a multiple
    of 23, so every single wrong letter and every swap of two letters changes the sum. Raises
    ValueError if `body` is too long for that or has a letter that is not in the alphabet.
    """
    if len(body) > _MODULUS - 2:
        raise ValueError(f"a checked text has at most {_MODULUS - 2} letters, got {len(body)}")
    if set(body) - _VALUE.keys():
        raise ValueError("a letter is not in the alphabet of codes")
    total = sum(weight * _VALUE[letter] for weight, letter in enumerate(reversed(body), start=2))
    return ALPHABET[-total % _MODULUS]


def is_sound(text: str) -> bool:
    """Tell whether `text` uses only our alphabet and its last letter agrees with the others."""
    return len(text) > 1 and not set(text) - _VALUE.keys() and check_letter(text[:-1]) == text[-1]


def squeeze(text: str) -> str:
    """Return what was typed in capitals, without spaces, dashes or marks, any script's digits as 0-9."""
    return "".join(_squeezed(unicodedata.normalize("NFKC", text).upper()))


def _squeezed(text: str) -> Iterator[str]:
    for letter in text:
        if letter.isdecimal():
            yield str(unicodedata.decimal(letter))
        elif letter.isalnum():
            yield letter


def grouped(text: str, size: int, separator: str) -> str:
    """Return `text` cut into groups of `size` letters."""
    return separator.join(text[start : start + size] for start in range(0, len(text), size))
