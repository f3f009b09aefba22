"""The words of the sample's pages, offices and forms: whole in each language, saying the same."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.sample.content import FOLDER, LANGUAGES
from portal.sample.forms import FOLDER as FORMS
from portal.sample.offices import FILE as OFFICES
from portal.sample.prose import LINK, MARK
from portal.sample.reading import read_yaml

PAGES = [*FOLDER.glob("*.yaml"), OFFICES]
LATIN = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)*")
ARABIC = re.compile(r"[\u0621-\u064a]")
# Addresses, which the post reads, and names that are written the same everywhere.
SAME_EVERYWHERE = re.compile(r"(.*\n)+ZZ1 1AA|(DVLA|GOV\.UK|HMCTS|HMRC|MoneyHelper|NHS|Shelter)")


def texts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict) and "en" in value:
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    """Every text of the sample's pages, contact points, offices and forms, by language."""
    return texts_of([*PAGES, *FORMS.glob("*.yaml")])


def texts_of(files: list[Path]) -> list[dict[str, str]]:
    found = [text for file in files for text in texts(read_yaml(file))]
    return [{language: in_one(words) for language, words in text.items()} for text in found]


def in_one(words: str | list[str]) -> str:
    return words.strip() if isinstance(words, str) else "\n".join(f"- {line}" for line in words)


def without_links(words: str) -> str:
    return LINK.sub(r"\1", words)


def test_every_text_is_there_in_each_language(written: list[dict[str, str]]) -> None:
    assert len(written) > 1150
    for text in written:
        assert set(text) == set(LANGUAGES), text["en"]
        assert all(text.values()), text["en"]


def test_no_text_is_left_in_english(written: list[dict[str, str]]) -> None:
    for text in written:
        for language in ("cy", "ar"):
            assert text[language] != text["en"] or SAME_EVERYWHERE.fullmatch(text["en"]), text["en"]


def test_latin_letters_in_arabic_are_names_that_stand_in_the_english(written: list[dict[str, str]]) -> None:
    for text in written:
        arabic = without_links(text["ar"])
        if SAME_EVERYWHERE.fullmatch(text["ar"]):
            continue
        assert len(ARABIC.findall(arabic)) > len(re.findall(r"[A-Za-z]", arabic)) / 2, text["ar"]
        assert set(LATIN.findall(arabic.lower())) <= set(LATIN.findall(text["en"].lower())), text["ar"]


def test_each_language_has_the_same_links_lists_and_headings(written: list[dict[str, str]]) -> None:
    def shape(words: str) -> tuple[list[str], list[str]]:
        marks = [line[:4] if line.startswith("### ") else line[:2] for line in words.splitlines()]
        kept = [mark for mark in marks if mark == "### " or MARK.match(f"{mark} ")]
        return sorted(target for _words, target in LINK.findall(words)), kept

    for text in written:
        for language in ("cy", "ar"):
            assert shape(text[language]) == shape(text["en"]), text[language]


def test_no_translation_names_a_number_that_the_english_does_not(written: list[dict[str, str]]) -> None:
    def numbers(words: str) -> set[str]:
        return set(re.findall(r"\d+(?:[.,:]\d+)*", without_links(words)))

    for text in written:
        for language in ("cy", "ar"):
            more = numbers(text[language]) - numbers(text["en"])
            assert not more, text[language]


def test_no_text_repeats_a_number_that_a_contact_point_holds() -> None:
    for text in texts_of(PAGES):
        assert "01632" not in text["en"] + text["cy"] + text["ar"], text["en"]
