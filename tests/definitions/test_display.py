"""How answers are read where a template does not say it: envelopes, money in rules, odd values."""

import pytest
from django.utils import translation

from services.definitions.display import answer_lines, postal_lines
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
