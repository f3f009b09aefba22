"""Codes for people: short enough to read over the phone, stored only as a keyed hash."""

import unicodedata

from services import vault
from services.identity.errors import CodeMistyped
from services.identity.letters import check_letter, grouped, is_sound, random_letters, squeeze
from services.identity.spelling import said

_BODY_LENGTH = 8  # 36 bits: with the throttle's 12 tries an hour, hopeless to guess
CODE_LENGTH = _BODY_LENGTH + 1


def new_code() -> str:
    """Return a fresh code: eight random letters and a check letter, without spaces."""
    body = random_letters(_BODY_LENGTH)
    return body + check_letter(body)


def tidy(text: str) -> str:
    """Return the code that was typed, ignoring spaces, dashes and case. Raises CodeMistyped."""
    code = squeeze(text)
    if len(code) != CODE_LENGTH or not is_sound(code):
        raise CodeMistyped
    return code


def show(code: str) -> str:
    """Return the code in groups of three, as it stands on paper: `ABC DEF GHJ`."""
    return grouped(tidy(code), 3, " ")


def spell(code: str, language: str = "en") -> str:
    """Return the code as an adviser reads it out: "B Bravo, C Charlie, 3 three; …" by groups."""
    spoken = [f"{letter} {said(letter, language)}" for letter in tidy(code)]
    return "; ".join(", ".join(spoken[start : start + 3]) for start in range(0, CODE_LENGTH, 3))


def digest(code: str, *facts: str) -> str:
    """Return the keyed hash (64 hex digits) of a code together with facts the person knows.

    Accents, punctuation, spaces and case in the facts do not count: O'Brien, O’BRIEN and obrien are
    one. Raises CodeMistyped if the code cannot be right, so that a slip does not cost a try.
    """
    return vault.blind_index("code", tidy(code), *(fold(fact) for fact in facts))


def fold(fact: str) -> str:
    """Return a fact as it is compared: letters and digits only, no accents, no case."""
    decomposed = unicodedata.normalize("NFKD", squeeze(fact)).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
