"""How answers are read where a template does not say it: envelopes, money in rules, odd values."""

from typing import Any

import pytest
from django.utils import translation

from services.definitions.display import answer_lines, postal_lines, row_title
from services.definitions.document import Document
from services.definitions.rules import Equals
from services.definitions.sentences import say
from tests.definitions.documents import ask, form, step
from tests.definitions.samples import sample_question

HOME = {"line1": "1 Quay Street", "town": "Lantern Bay", "postcode": "ZZ1 1AA"}


def test_an_envelope_names_the_country_in_english_and_only_abroad() -> None:
    with translation.override("ar"):
        abroad = postal_lines({"line1": "1 Rue", "town": "Paris", "postcode": "75002", "country": "FR"})
        assert abroad == ["1 Rue", "Paris", "75002", "FRANCE"]
    assert postal_lines({**HOME, "country": "GB", "uprn": "100012345678"}) == list(HOME.values())


@pytest.mark.parametrize(("language", "spoken"), [("en", "Germany"), ("cy", "Yr Almaen"), ("ar", "ألمانيا")])
def test_a_country_is_named_in_the_readers_language(language: str, spoken: str) -> None:
    with translation.override(language):
        assert answer_lines(sample_question("country"), "DE", language) == [spoken]


@pytest.mark.parametrize(("value", "lines"), [("1944", ["1944"]), ("1944-05-03", ["3 May 1944"])])
def test_as_much_of_a_date_is_read_as_was_given(value: str, lines: list[str]) -> None:
    assert answer_lines(sample_question("partial_date"), value, "en") == lines


@pytest.mark.parametrize(
    ("value", "lines"), [("12:00", ["midday"]), ("00:00", ["midnight"]), ("09:00", ["9am"])]
)
def test_a_time_is_read_as_people_say_it(value: str, lines: list[str]) -> None:
    assert answer_lines(sample_question("time"), value, "en") == lines


def test_a_rule_about_a_country_says_its_name() -> None:
    document: Document = form(step("home", ask("country", "home")))
    assert say(Equals(question="home", value="FR"), document, "en").endswith("“France”")
    assert "Ffrainc" in say(Equals(question="home", value="FR"), document, "cy")


def test_a_row_is_titled_by_one_short_plain_line_of_its_first_telling_answer() -> None:
    questions = [
        ask("yes_no", "again"),
        ask("one_of", "sort"),
        ask("address", "place"),
        ask("long_text", "story"),
        ask("whole_number", "weight", unit={"en": "kilos"}),
    ]
    document: Document = form(step("row", *questions))
    sort: Any = document.questions["sort"]
    option = sort.options[0]
    assert row_title(document, {}, "en") == ""
    assert row_title(document, {"again": True, "place": HOME}, "en") == "1 Quay Street"
    foreign = row_title(document, {"again": True, "sort": option.key, "place": HOME}, "ar")
    assert foreign == option.label["en"]
    assert row_title(document, {"weight": 3}, "ar") == "3 kilos"
    story = row_title(document, {"story": "It began\non a <b>Monday</b> " + "and went on " * 20}, "en")
    assert story.startswith("It began on a <b>Monday</b> and")
    assert len(story) == 60
    assert story.endswith("…")
    assert row_title(document, {"sort": "gone", "place": HOME}, "en") == "1 Quay Street"
