"""Questions as Django forms: what a person sees, types and is told."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import translation

from services.definitions.channels import Channel
from services.definitions.document import Document, Step
from services.definitions.rules import Scope
from services.definitions.screen.fields import StepForm, as_data, step_form
from services.definitions.screen.widgets import FileShown
from tests import builders

SCOPE = Scope({}, date(2026, 3, 27), Channel.ONLINE)


def step(key: str, document: Document | None = None) -> Step:
    return (document or builders.small_document()).steps_by_key[key]


def sent(text: str) -> QueryDict:
    return QueryDict(text)


def form(key: str, text: str | None = None, **options: Any) -> StepForm:
    data = None if text is None else sent(text)
    return step_form(step(key), scope=SCOPE, language="en", data=data, **options)


def test_typed_parts_become_answers() -> None:
    filled = form("person", "name-given=Ann&name-family=Lee&born-day=1&born-month=2&born-year=1980")
    assert filled.is_valid()
    assert filled.values == {"name": {"given": "Ann", "family": "Lee"}, "born": "1980-02-01"}


def test_an_error_is_tied_to_the_box_that_is_wrong() -> None:
    html = str(form("person", "name-given=Ann&born-day=1&born-month=&born-year=1980"))
    assert 'id="born_month" value="" aria-invalid' not in html
    assert html.count('aria-invalid="true"') == 1
    wrong = html[html.index('id="id_born_month"') :]
    assert 'aria-describedby="id_born_error"' in wrong[: wrong.index(">")]
    assert 'id="id_born_error"' in html


def test_someone_who_typed_no_name_is_led_to_the_first_name() -> None:
    errors = form("person", "born-day=1&born-month=2&born-year=1980").errors.as_data()
    assert errors["name"][0].params == {"part": "given"}


def test_what_was_typed_is_shown_again() -> None:
    assert 'value="31"' in str(form("person", "born-day=31&born-month=2&born-year=1980"))


def test_an_answer_fills_the_boxes() -> None:
    shown = str(form("person", values={"born": "1980-02-01", "name": {"given": "Ann"}}))
    assert 'value="1980"' in shown
    assert 'value="Ann"' in shown


def test_kept_typing_shows_its_faults_but_forgives_blanks() -> None:
    kept = as_data(step("person"), {"born": {"day": "31", "month": "2", "year": "1980"}, "name": {}})
    again = step_form(step("person"), scope=SCOPE, language="en", data=kept, lenient=True)
    assert set(again.errors) == {"born"}


def branching(when: dict[str, Any]) -> Document:
    questions = [
        {"kind": "yes_no", "key": "old", "label": builders.both("Do you have one?")},
        {"kind": "text", "key": "number", "label": builders.both("Its number"), "when": when},
    ]
    content = builders.small_document().model_dump(mode="json", by_alias=True)
    content["steps"][0] = {
        "key": "who",
        "section": "you",
        "title": builders.both("It"),
        "questions": questions,
    }
    content["steps"] = [content["steps"][0], *content["steps"][2:]]
    return Document.model_validate(content)


def test_a_question_that_one_option_asks_stands_under_that_option() -> None:
    document = branching({"op": "equals", "question": "old", "value": True})
    html = str(step_form(step("who", document), scope=SCOPE, language="en"))
    reveal = html.index("govuk-radios__conditional")
    assert html.count('name="number"') == 1
    assert reveal < html.index('name="number"') < html.index('value="no"')
    assert "Answer this only if you chose “Yes”." in html


def test_a_hidden_question_is_neither_asked_for_nor_answered() -> None:
    document = branching({"op": "equals", "question": "old", "value": True})
    no = step_form(step("who", document), scope=SCOPE, language="en", data=sent("old=no&number=7"))
    assert no.is_valid()
    assert no.values == {"old": False}


def test_a_question_decided_by_an_earlier_step_is_shown_only_where_it_holds() -> None:
    document = branching({"op": "equals", "question": "who", "value": "me"})
    elsewhere = Scope({"who": "other"}, SCOPE.today, SCOPE.channel)
    mine = Scope({"who": "me"}, SCOPE.today, SCOPE.channel)
    assert "number" not in step_form(step("who", document), scope=elsewhere, language="en").fields
    assert "number" in step_form(step("who", document), scope=mine, language="en").fields


def test_words_in_a_language_the_form_lacks_are_marked_as_another_language() -> None:
    with translation.override("ar"):
        html = str(step_form(step("person"), scope=SCOPE, language="ar"))
    assert '<span lang="en" dir="ltr">Date of birth</span>' in html


def test_received_files_are_listed_and_count_unless_refused() -> None:
    files = {"proof": [FileShown("a1", "<letter>.pdf", 2048), FileShown("b2", "bad.pdf", 10, refused=True)]}
    filled = form("proof", "proof-way=upload", files=files)
    assert filled.is_valid()
    assert filled.values == {"proof": {"way": "upload", "files": "a1"}}
    html = str(filled)
    assert "&lt;letter&gt;.pdf" in html
    assert "may be harmful" in html


def test_uploading_without_a_file_leads_to_the_file_control() -> None:
    empty = form("proof", "proof-way=upload")
    assert empty.errors.as_data()["proof"][0].params == {"part": "files"}
    assert 'id="id_proof_files"' in str(empty)


def test_ids_of_files_are_never_taken_from_the_request() -> None:
    assert not form("proof", "proof-way=upload&proof-files=somebody-elses").is_valid()
