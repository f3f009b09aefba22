"""How hard a text is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.rules.reading import lix, longest_sentence, sentences, words


def test_words_are_counted_in_any_script_and_numbers_are_none() -> None:
    assert words("Don’t pay £10, ffoniwch Gyngor Lôn-y-bae: العنوان 5") == [
        "Don’t",
        "pay",
        "ffoniwch",
        "Gyngor",
        "Lôn-y-bae",
        "العنوان",
    ]


def test_list_items_and_paragraphs_end_a_sentence() -> None:
    assert sentences("Bring one of these:\n\n- a passport\n- a bill") == [
        "Bring one of these",
        "a passport",
        "a bill",
    ]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", 0),
        ("12 345", 0),
        ("Tell us who you are.", 5),
        ("You must provide documentation.", 4 + 100 * 2 / 4),
        ("Tell us. Send it.", 2),
    ],
)
def test_lix_is_words_a_sentence_and_long_words_of_a_hundred(text: str, index: float) -> None:
    assert lix(text) == pytest.approx(index)


def test_the_longest_sentence_counts() -> None:
    assert longest_sentence("One two. One two three four. One.") == 4
    assert longest_sentence("...") == 0


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert lix(text) >= 0
    assert longest_sentence(text) <= len(words(text))
