"""What an author is told to look at again."""

from typing import Any

import pytest

from services.definitions.checks.advising import advice, must_be_mended
from services.definitions.document import Document
from services.definitions.fault_words import fault_sentence
from tests.builders import both, small_document

HARD = (
    "Applicants experiencing substantial psychological distress accompanying everyday journeys must provide "
    "supporting documentation demonstrating persistent difficulties, including professional correspondence."
)


def asking(*questions: dict[str, Any]) -> Document:
    step = {"key": "only", "section": "you", "title": both("Title"), "questions": list(questions)}
    return small_document(sections=[{"key": "you", "title": both("You")}], steps=[step], repeats=[])


def told(document: Document) -> list[tuple[str, str, str]]:
    return [(found.code, found.where, found.about) for found in advice(document)]


def text(key: str = "street", **more: Any) -> dict[str, Any]:
    return {"kind": "text", "key": key, "label": both("Which street?"), **more}


def choice(*labels: str) -> dict[str, Any]:
    options = [{"key": f"o{place}", "label": both(label)} for place, label in enumerate(labels)]
    return {"kind": "one_of", "key": "which", "label": both("Which?"), "options": options}


def test_a_plain_form_needs_no_second_look() -> None:
    assert told(asking(text(), choice("Red", "Blue"))) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (text(label=both("Why? " * 40)), "label_long"),
        (text(hint=both("For example Quay Street. " * 12)), "hint_long"),
        (
            {"kind": "evidence", "key": "proof", "label": both("Proof"), "ways": ["upload"]},
            "evidence_only_online",
        ),
        (choice("Red", "red "), "options_same_words"),
        (text(hint=both("word " * 30)), "sentence_long"),
    ],
)
def test_each_flaw_is_named_with_a_sentence(question: dict[str, Any], code: str) -> None:
    found = [each for each in advice(asking(question)) if each.code == code]
    assert found
    assert found[0].where
    assert code not in fault_sentence(found[0])


def test_the_same_words_twice_are_told_with_the_first_question() -> None:
    assert told(asking(text("a"), text("b"))) == [("label_twice", "b", "a")]


def test_the_same_words_in_another_section_are_fine() -> None:
    sections = [{"key": key, "title": both(key)} for key in ("you", "them")]
    steps = [
        {"key": key, "section": section, "questions": [text(key)]}
        for key, section in (("one", "you"), ("two", "them"))
    ]
    assert told(small_document(sections=sections, steps=steps, repeats=[])) == []


def test_a_text_left_in_the_first_language_is_found() -> None:
    found = told(asking(text(hint={"en": "The name of the road", "cy": "The name of the road"})))
    assert [(code, about) for code, _where, about in found] == [("left_in_first_language", "cy")]


def test_a_language_whose_reading_age_nobody_measures_is_still_looked_at() -> None:
    long = "كلمة " * 40
    found = told(asking(text(hint={"en": "The name of the road", "ar": "The name of the road"})))
    assert [(code, about) for code, _where, about in found] == [("left_in_first_language", "ar")]
    assert told(asking(text(hint={"en": "The road", "ar": long}))) == []


def test_a_text_that_is_hard_to_read_is_found() -> None:
    found = told(
        asking(
            text(
                hint={
                    "en": f"{HARD} {HARD}"[:249] + ". We ask. We help. We do. You say. Do it.",
                    "cy": "Byr.",
                }
            )
        )
    )
    assert "hard_to_read" in [code for code, _where, _about in found]


def test_only_what_shuts_someone_out_must_be_mended() -> None:
    found = advice(
        asking(
            text("a"), text("b"), {"kind": "evidence", "key": "proof", "label": both("P"), "ways": ["upload"]}
        )
    )
    assert [each.code for each in found if must_be_mended(each)] == ["evidence_only_online"]


def test_labels_of_signs_only_are_not_compared() -> None:
    assert told(asking(text("a", label=both("?")), text("b", label=both("?")))) == []


def test_choices_from_a_long_list_are_compared_too() -> None:
    options = [{"key": key, "label": both("Harbour Street")} for key in ("a", "b")]
    question = {"kind": "select", "key": "street", "label": both("Which street?"), "options": options}
    assert told(asking(question)) == [
        ("options_same_words", "street", language) for language in question["label"]
    ]
