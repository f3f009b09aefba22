"""Other people's systems get every kind of answer as data, by a schema that is published."""

import json

import pytest
from django.test import Client

from services.applications.actions import submit
from services.applications.exporting import SCHEMA, SCHEMA_ADDRESS, ApplicationData, export, schema
from services.applications.models import Application
from services.definitions.answer_data import AnswerData, answer_data
from services.identity.actors import citizen
from tests import builders
from tests.definitions.samples import SAMPLES, TYPED_KINDS, sample_question


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize("kind", TYPED_KINDS)
def test_every_kind_is_exported_with_its_value_and_its_words(kind: str, language: str) -> None:
    question, sample = sample_question(kind), SAMPLES[kind]
    data = AnswerData.model_validate_json(answer_data(question, sample.value, language).model_dump_json())
    assert (data.kind, data.value, data.label) == (kind, sample.value, question.label[language])
    assert data.type == question.value_type
    assert data.text
    assert not any("<span" in line for line in data.text)
    if language == "en":
        assert data.text == sample.lines


@pytest.mark.parametrize("kind", TYPED_KINDS)
def test_a_question_left_blank_is_exported_as_nothing(kind: str) -> None:
    data = answer_data(sample_question(kind), None, "en")
    assert (data.value, data.text) == (None, [])


def test_the_published_schema_is_the_one_of_the_code() -> None:
    """After a change: see docs/delivery.md for what may change under the same number."""
    assert json.loads(SCHEMA.read_text()) == schema()


def test_the_schema_is_served_where_it_says() -> None:
    answer = Client().get(SCHEMA_ADDRESS)
    assert answer["Content-Type"] == "application/schema+json"
    assert json.loads(answer.content)["$id"] == SCHEMA_ADDRESS


@pytest.mark.django_db
def test_labels_are_in_the_wanted_language_or_in_the_forms_first() -> None:

    application = builders.filled(builders.draft(language="cy"))
    submit(application=application, declared="ticked", by=citizen(), channel=builders.ONLINE)
    welsh, arabic = (export(application, language=language) for language in ("cy", "ar"))
    assert (welsh.language, welsh.answers[0].text) == ("cy", ["Me (Cymraeg)"])
    assert arabic.answers[0].label == "Who is it for?"
    assert ApplicationData.model_validate_json(welsh.model_dump_json(by_alias=True)) == welsh


@pytest.mark.django_db
def test_an_export_makes_a_constant_number_of_queries(django_assert_max_num_queries) -> None:

    application = builders.filled(builders.draft())
    submit(application=application, declared="ticked", by=citizen(), channel=builders.ONLINE)
    fresh = Application.objects.select_related("version__form", "receipt").get(pk=application.pk)
    with django_assert_max_num_queries(5):
        export(fresh, language="en")
