"""Titles stand where readers of each language look for them."""

from hypothesis import given
from hypothesis import strategies as st

from content.alphabet import OTHER, by_letter, initial, order


def letters(language: str, *titles: str) -> list[tuple[str, list[str]]]:
    return list(by_letter(titles, language, str))


def test_english_ignores_capitals_accents_and_quotation_marks() -> None:
    assert letters("en", "école", "Blue Badge", "“Ask” a person", "bins", "Éclair") == [
        ("A", ["“Ask” a person"]),
        ("B", ["bins", "Blue Badge"]),
        ("E", ["Éclair", "école"]),
    ]


def test_welsh_knows_letters_of_two_signs() -> None:
    assert letters(
        "cy", "Llyfrgell", "Lamp", "Ddoe", "Dŵr", "Ŵyr", "Chwarae", "Cymru", "Ngwynedd", "Hanes"
    ) == [
        ("C", ["Cymru"]),
        ("Ch", ["Chwarae"]),
        ("D", ["Dŵr"]),
        ("Dd", ["Ddoe"]),
        ("Ng", ["Ngwynedd"]),
        ("H", ["Hanes"]),
        ("L", ["Lamp"]),
        ("Ll", ["Llyfrgell"]),
        ("W", ["Ŵyr"]),
    ]


def test_arabic_skips_the_article_and_keeps_forms_of_a_letter_together() -> None:
    assert letters("ar", "المدرسة", "شارة زرقاء", "إعفاء", "أبٌ", "مال", "الشارة") == [
        ("ا", ["أبٌ", "إعفاء"]),
        ("ش", ["الشارة", "شارة زرقاء"]),
        ("م", ["مال", "المدرسة"]),
    ]
    assert initial("ال", "ar") == "ا"


def test_numbers_and_signs_come_first() -> None:
    assert [letter for letter, _ in letters("en", "Zoo", "30 hours", "Apples", "")] == [OTHER, "A", "Z"]


@given(st.lists(st.text(max_size=8)), st.sampled_from(["en", "cy", "ar"]))
def test_any_title_stands_somewhere_once_and_in_order(titles: list[str], language: str) -> None:
    found = letters(language, *titles)
    assert sorted(title for _, group in found for title in group) == sorted(titles)
    assert len({letter for letter, _ in found}) == len(found)
    for _, group in found:
        assert group == sorted(group, key=lambda title: order(title, language))
