from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity import codes
from services.identity.errors import CodeMistyped
from services.identity.letters import ALPHABET, check_letter, is_sound

letters = st.text(ALPHABET, min_size=8, max_size=8)


@given(letters, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_always_noticed(body: str, place: int, wrong: str) -> None:
    code = body + check_letter(body)
    changed = code[:place] + wrong + code[place + 1 :]
    assert is_sound(changed) == (changed == code)


@given(letters, st.integers(0, 7))
def test_two_neighbours_swapped_are_always_noticed(body: str, place: int) -> None:
    code = body + check_letter(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_sound(swapped) == (swapped == code)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_a_slip(typed: str) -> None:
    with suppress(CodeMistyped):
        assert codes.tidy(codes.tidy(typed)) == codes.tidy(typed)


def test_spaces_dashes_and_case_do_not_matter() -> None:
    code = codes.new_code()
    typed = f" {code[:3].lower()}-{code[3:6]}\u2013\u200f{code[6:]}\u00a0"
    assert codes.tidy(typed) == code
    assert codes.tidy(codes.show(code)) == code


def test_numbers_of_other_scripts_are_understood() -> None:
    body = "34678934"
    code = body + check_letter(body)
    assert codes.tidy("٣٤٦٧٨٩٣٤" + code[-1]) == code


def test_a_code_is_shown_in_threes() -> None:
    body = "BCDFGHJK"
    assert codes.show(body + check_letter(body)).split(" ")[:2] == ["BCD", "FGH"]


@pytest.mark.parametrize("language", ["en", "cy", "ar", "xx"])
def test_every_letter_can_be_read_out(language: str) -> None:
    for letter in ALPHABET:
        body = letter * 8
        spoken = codes.spell(body + check_letter(body), language)
        assert spoken.startswith(f"{letter} ")
        assert len(spoken.split(";")) == 3


def test_every_letter_is_said_differently() -> None:
    for language in ("en", "cy", "ar"):
        said = {codes.said(letter, language) for letter in ALPHABET}
        assert len(said) == len(ALPHABET)


def test_the_hash_needs_code_and_fact() -> None:
    code = codes.new_code()
    digest = codes.digest(code, "O'Brien", "1961-04-02")
    assert digest == codes.digest(codes.show(code).lower(), "  o’brien ", "1961-04-02")
    assert digest == codes.digest(code, "OBRIEN", "1961-04-02")
    assert digest != codes.digest(code, "O'Bryan", "1961-04-02")
    assert digest != codes.digest(codes.new_code(), "O'Brien", "1961-04-02")
    assert code not in digest


def test_accents_in_facts_do_not_matter() -> None:
    code = codes.new_code()
    assert codes.digest(code, "Siân Zoë") == codes.digest(code, "sian zoe")
    assert codes.digest(code, "فاطمة") != codes.digest(code, "عائشة")


def test_codes_do_not_repeat() -> None:
    assert len({codes.new_code() for _ in range(2000)}) == 2000
