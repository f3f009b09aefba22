"""Published forms as data, for anybody; and the schema that both the API and the export keep to."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from services.api.schema import answers_schema
from services.api.taking import take
from services.definitions.answer_data import answer_data
from services.definitions.answer_schema import answered, schema_of
from services.definitions.document import Document
from services.definitions.exchange.exporting import as_content
from services.definitions.journey import Answers
from services.definitions.kinds import KINDS, Question
from tests import builders
from tests.definitions.documents import TODAY, answered_documents, ask, form, step
from tests.definitions.samples import KIND_NAMES, QUESTION, SAMPLES, TYPED_KINDS, sample_question
from tests.definitions.test_kinds import GOOD


def agrees(schema: dict[str, Any], value: Any) -> bool:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).is_valid(json.loads(json.dumps(value)))


@pytest.mark.parametrize("kind", TYPED_KINDS)
def test_what_is_exported_keeps_to_the_schema_of_its_kind(kind: str) -> None:
    for required in (True, False):
        question = sample_question(kind, required=required)
        exported = answer_data(question, SAMPLES[kind].value, "en").value
        assert agrees(schema_of(question, "en"), exported)
        assert agrees(schema_of(question, "en"), None) is not required
        assert not agrees(schema_of(question, "en"), {"part": 1.5})


@pytest.mark.parametrize(("kind", "more", "typed", "value"), GOOD)
def test_whatever_people_type_keeps_to_the_schema_and_can_be_sent(
    kind: str, more: dict[str, Any], typed: dict[str, Any], value: Any
) -> None:
    asked = QUESTION.validate_python(ask(kind, "asked", **more))
    assert agrees(schema_of(asked, "en"), answer_data(asked, value, "en").value)
    if kind not in ("declaration", "evidence"):
        document = form(step("s", asked.model_dump(by_alias=True)))
        taking = take(document, Answers(), {"asked": value}, today=TODAY)
        assert (taking.answers.values, taking.problems) == ({"asked": value}, [])


def test_every_kind_has_a_schema() -> None:
    assert {answered.dispatch(kind) for kind in KINDS}.isdisjoint({answered.dispatch(Question)})
    for kind in KIND_NAMES:
        Draft202012Validator.check_schema(schema_of(sample_question(kind), "cy"))


@given(answered_documents())
@settings(max_examples=40)
def test_answers_to_any_form_keep_to_its_schema(made: tuple[Document, Answers]) -> None:
    document, answers = made
    content: dict[str, Any] = {key: _exported(document, key, value) for key, value in answers.values.items()}
    for repeat, rows in answers.rows.items():
        if document.repeats_by_key[repeat].inside is None:
            content[repeat] = [
                {key: _exported(document, key, value) for key, value in row.items()} for row in rows.values()
            ]
    schema = answers_schema(document)
    blank = [key for key, value in content.items() if value is None]
    too_many = [
        key for key in answers.rows if len(content.get(key, ())) > document.repeats_by_key[key].maximum
    ]
    errors = list(Draft202012Validator(schema).iter_errors(content))
    assert {error.path[0] for error in errors} <= {*blank, *too_many}


def _exported(document: Document, key: str, value: Any) -> Any:
    return answer_data(document.questions[key], value, document.languages[0]).value


@pytest.mark.django_db
def test_published_forms_are_listed_with_where_to_go() -> None:
    builders.small_form(key="other")
    version = builders.small_form()
    answer = Client().get("/api/1/forms/")
    small = next(each for each in answer.json()["forms"] if each["key"] == "small")
    assert (small["version"], small["kind"], small["title"]["cy"]) == (
        1,
        "application",
        "Small permit (Cymraeg)",
    )
    assert (
        Client().get(_path(small["address"])).json()["document"].items()
        >= as_content(version.document).items()
    )
    assert Client().get(_path(small["online"])).status_code == 200
    assert len(answer.json()["forms"]) == 2


@pytest.mark.django_db
def test_a_form_that_did_not_change_is_not_sent_again() -> None:
    builders.small_form()
    for address in ("/api/1/forms/", "/api/1/forms/small/"):
        first = Client().get(address)
        assert "public" in first["Cache-Control"]
        assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    builders.small_form(minutes=20)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.json()["version"]) == (200, 2)


def _path(address: str) -> str:
    return "/" + address.split("/", 3)[3]
