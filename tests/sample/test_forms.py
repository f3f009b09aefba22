"""The sample council's forms: sound, in three languages, and each person sees only what concerns them."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from portal.sample.facts import fact_keys
from portal.sample.forms import form_keys, load_forms, read_form
from services.definitions.channels import Channel
from services.definitions.checks.compiler import faults
from services.definitions.document import Document, words_in
from services.definitions.journey import Answers, Journey, walk
from services.definitions.models import FormVersion
from tests.sample.personas import BLUE_BADGE, PERSONAS, Persona

TODAY = date(2026, 10, 1)
LONGEST_SENTENCE = 25
"""Words: GOV.UK content design guidance, "Write in short sentences"."""
LONGEST_LABEL = 15


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {key: read_form(key) for key in form_keys()}


def journey_of(persona: Persona, **changes: object) -> Journey:
    answers = Answers({**persona.answers, **changes}, persona.rows)
    return walk(read_form(persona.form), answers, channel=Channel.ONLINE, today=TODAY)


def keys(journey: Journey) -> list[str]:
    return [stop.key for stop in journey.stops]


def persona(who: str) -> Persona:
    return next(each for each in PERSONAS if each.who == who)


# -- the documents ------------------------------------------------------------------------------


def test_the_council_has_its_three_forms_and_a_checker() -> None:
    assert form_keys() == ["blue-badge", "blue-badge-check", "help-request", "moving-home"]
    assert [key for key in form_keys() if read_form(key).is_checker] == ["blue-badge-check"]


@pytest.mark.parametrize("key", form_keys())
def test_a_form_may_be_published(key: str) -> None:
    document = read_form(key)
    assert document.key == key
    assert document.languages == ("en", "cy", "ar")
    assert faults(document, fact_keys()) == []


@pytest.mark.django_db
def test_loading_the_forms_twice_publishes_them_once() -> None:
    first = load_forms()
    assert load_forms() == first
    assert FormVersion.objects.count() == len(form_keys())
    assert [version.document.key for version in first] == form_keys()


@pytest.mark.parametrize("key", form_keys())
def test_no_text_is_left_in_english(key: str) -> None:
    same = [where for where, words in words_in(read_form(key)) if words["en"] in (words["cy"], words["ar"])]
    assert same == []


@pytest.mark.parametrize("key", form_keys())
def test_a_telephone_number_in_arabic_keeps_its_halves_in_order(key: str) -> None:
    """Between isolates: a space between two groups of digits is read from right to left otherwise."""
    for _where, words in words_in(read_form(key)):
        numbers = re.findall(r"\b0\d{4} \d{6}\b", words["ar"])
        assert re.findall("\u2068(0\\d{4} \\d{6})\u2069", words["ar"]) == numbers
        assert numbers == re.findall(r"\b0\d{4} \d{6}\b", words["en"])


def _sentences(document: Document, language: str) -> Iterator[tuple[str, str]]:
    for where, words in words_in(document):
        for paragraph in words[language].split("\n"):
            for sentence in re.split(r"(?<=[.?!])\s+", paragraph):
                yield where, sentence


@pytest.mark.parametrize("key", form_keys())
def test_english_sentences_are_short(key: str) -> None:
    long = [
        (where, sentence)
        for where, sentence in _sentences(read_form(key), "en")
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


@pytest.mark.parametrize("key", form_keys())
def test_questions_are_short(key: str) -> None:
    questions = read_form(key).questions.values()
    assert [q.key for q in questions if len(q.label["en"].split()) > LONGEST_LABEL] == []


@pytest.mark.parametrize("key", form_keys())
def test_nothing_points_to_a_real_place_or_person(key: str) -> None:
    for _where, words in words_in(read_form(key)):
        for text in words.values():
            assert all(phone.startswith("01632 960") for phone in re.findall(r"\b0\d{4} ?\d{3,6}", text))
            assert all(domain == "lanternbay.example" for domain in re.findall(r"@([\w.]+\w)", text))


def test_staff_can_find_every_application_by_who_it_is_for(documents: dict[str, Document]) -> None:
    found_by = {
        key: {question.identifies for question in document.questions.values()} - {None}
        for key, document in documents.items()
    }
    assert found_by["blue-badge"] == {"name", "date_of_birth", "postcode", "email", "phone"}
    assert {"name", "postcode", "email", "phone"} <= found_by["moving-home"]
    assert {"name", "postcode", "email", "phone"} <= found_by["help-request"]


@pytest.mark.parametrize("key", form_keys())
def test_nobody_needs_a_phone_or_an_email_to_apply(key: str) -> None:
    """An address of ours to write to is enough, unless someone asks to be called or e-mailed."""
    for question in read_form(key).questions.values():
        if question.kind in ("phone", "email") and question.key != "organisation_phone":
            assert not question.required or question.when


# -- the people ---------------------------------------------------------------------------------


@pytest.mark.parametrize("each", PERSONAS, ids=str)
def test_a_person_is_asked_exactly_what_concerns_them(each: Persona) -> None:
    journey = journey_of(each)
    assert keys(journey) == each.stops
    assert journey.complete
    assert dict(journey.relevant.values) == each.answers
    assert {key: dict(rows) for key, rows in journey.relevant.rows.items()} == each.rows


@pytest.mark.parametrize("each", PERSONAS, ids=str)
def test_what_a_person_answers_is_what_the_questions_take(each: Persona) -> None:
    document = read_form(each.form)
    rows = [row for group in each.rows.values() for row in group.values()]
    for values in [each.answers, *rows]:
        for key, value in values.items():
            question = document.questions[key]
            reading = question.read(question.unread(value), today=TODAY)
            assert (key, reading.value, reading.problems) == (key, value, ())


@pytest.mark.parametrize("key", form_keys())
def test_every_step_and_question_concerns_somebody(key: str) -> None:
    document = read_form(key)
    steps: set[str] = set()
    questions: set[str] = set()
    journeys = [journey_of(each) for each in PERSONAS if each.form == key]
    cases = [Answers(values=case.answers) for case in document.examples]
    journeys += [walk(document, answers, channel=Channel.ONLINE, today=TODAY) for answers in cases]
    for journey in journeys:
        for stop in journey.stops:
            steps |= {stop.key} if stop.step else {inner.key for row in stop.rows for inner in row.steps}
        questions |= set(journey.relevant.values)
        questions |= {q for rows in journey.relevant.rows.values() for row in rows.values() for q in row}
    assert steps == {step.key for step in document.steps}
    never = set(document.questions) - questions
    assert not never


ASSESSMENT = {"reasons", "conditions", "condition-length", "condition-proof", "has-treatments"}


@pytest.mark.parametrize(
    "who",
    [
        "PIP, 8 points for moving around",
        "PIP, 10 points because no journey is possible, who would rather send letters",
        "DLA at the higher rate, a child",
        "War Pensioners’ Mobility Supplement",
        "armed forces lump sum with a certificate",
        "registered as blind by us",
        "registered as blind elsewhere, 2 years old",
    ],
)
def test_whoever_qualifies_by_law_is_not_assessed(who: str) -> None:
    assert not ASSESSMENT & set(keys(journey_of(persona(who))))


@pytest.mark.parametrize("points", ["neither", "not_sure"])
def test_whoever_has_too_few_points_or_does_not_know_can_still_be_assessed(points: str) -> None:
    journey = journey_of(persona("PIP, 8 points for moving around"), pip_points=points)
    assert "reasons" in keys(journey)
    assert "award-end" not in keys(journey)


@pytest.mark.parametrize(
    ("born", "stops"),
    [
        ("2024-10-02", {"young-child"}),
        ("2024-10-01", {"sight", "young-child"}),
        ("2023-10-02", {"sight", "young-child"}),
        ("2023-10-01", {"sight", "benefit"}),
    ],
)
def test_the_birthday_decides_which_description_a_child_can_meet(born: str, stops: set[str]) -> None:
    journey = journey_of(
        persona("2 years old, not blind"), date_of_birth=born, sight_registered=False, benefit="none"
    )
    assert {"sight", "benefit", "young-child"} & set(keys(journey)) == stops


@pytest.mark.parametrize(("born", "number"), [("2010-10-02", "child_reference"), ("2010-10-01", "ni_number")])
def test_only_a_number_someone_can_have_is_asked_for(born: str, number: str) -> None:
    both = {"ni_number": None, "child_reference": None}
    journey = journey_of(persona("registered as blind by us"), date_of_birth=born, **both)
    assert {"ni_number", "child_reference"} & set(journey.relevant.values) == {number}


def test_someone_who_is_in_no_description_can_still_finish_and_be_told_why() -> None:
    walking = persona("walking, with someone who helps, medicines and a doctor")
    journey = journey_of(walking, reasons=["none"])
    assert journey.complete
    assert not {"walking-difficulty", "hidden-effects", "arms"} & set(keys(journey))


def test_changing_ones_mind_takes_the_answers_of_the_other_way_out() -> None:
    helped = persona("a baby with medical equipment")
    journey = journey_of(helped, who_for="organisation")
    assert "helper_name" not in journey.relevant.values
    assert "name" not in journey.relevant.values
    assert journey.next.key == "organisation-name"


def test_the_longest_blue_badge_stays_near_thirty_steps_and_the_usual_near_twenty() -> None:
    counts = {each.who: len(each.stops) for each in BLUE_BADGE}
    assert max(counts.values()) <= 30
    assert counts["PIP, 8 points for moving around"] <= 14
    assert counts["PIP, not enough points, cannot walk"] <= 22


def test_the_discount_is_offered_only_if_one_adult_counts() -> None:
    student = persona("moves within the area with a student")
    assert "single-person" in keys(journey_of(student))
    alone = journey_of(student, has_adults=False)
    assert "adults" not in keys(alone)
    assert "single-person" in keys(alone)
    assert "single-person" not in keys(journey_of(persona("moves out")))


def test_nobody_gives_the_address_for_a_visit_twice() -> None:
    wants_letter = {
        "contact_way": "letter",
        "address": {"line1": "1"},
        "needs": ["home_visit"],
        "visit_address": None,
    }
    alone = persona("has no phone, no email and will come in")
    assert "visit_address" not in journey_of(alone, **wants_letter).relevant.values
    assert "visit_address" in journey_of(alone, **{**wants_letter, "contact_way": "come_in"}).relevant.values
