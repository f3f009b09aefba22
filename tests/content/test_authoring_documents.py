"""What authors write becomes exactly the document that is published, and comes back exactly."""

import json

import pytest
from hypothesis import given, settings
from wagtail.blocks import StreamBlock

from content.authoring import labels
from content.authoring.blocks import STREAM, Asked, struct_of
from content.authoring.compile import compile_form
from content.authoring.decompile import decompile
from content.authoring.grammar import NAMES, grammar
from content.authoring.keys import key_from, name_keys
from content.authoring.schema import shape_of
from content.models import ServiceForm
from portal.sample.forms import form_keys, read_form
from services.definitions.checkers.requirements import Example, Outcome, Requirement
from services.definitions.document import Block, Document, Repeat, Section, Step
from services.definitions.exchange.exporting import as_content
from services.definitions.kinds import KINDS
from tests.definitions.documents import ask, form, random_documents, repeat, step, words
from tests.definitions.samples import KIND_NAMES, sample_question

EDITOR = StreamBlock(STREAM)
pytestmark = pytest.mark.django_db  # which facts there are


def there_and_back(document: Document) -> Document | None:
    """Into the editor, through the database's JSON, and compiled again."""
    raw, told = decompile(as_content(document))
    stored = EDITOR.get_prep_value(EDITOR.to_python(json.loads(json.dumps(raw))))
    return compile_form(stored, told).document


@pytest.mark.parametrize("key", form_keys())
def test_a_sample_form_comes_back_exactly(key: str) -> None:
    assert there_and_back(read_form(key)) == read_form(key)


@given(random_documents())
@settings(max_examples=40, deadline=None)
def test_any_form_comes_back_exactly(document: Document) -> None:
    assert there_and_back(document) == document


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_question_of_every_kind_comes_back_exactly(kind: str) -> None:
    question = sample_question(
        kind, when={"op": "channel", "value": "phone"}, script={"en": "Say it."}, meaning=3
    )
    content = question.model_dump(mode="json", by_alias=True)
    document = form(step("before", ask("date", "born")), step("here", content))
    assert there_and_back(document) == document


def test_rows_inside_rows_and_words_between_questions_come_back_exactly() -> None:
    document = form(
        step("person", ask("name", "who"), repeat="people"),
        step("job", ask("text", "job"), repeat="jobs"),
        step(
            "last",
            ask("text", "a"),
            ask("text", "b"),
            blocks=[
                {"kind": "warning", "text": words("Think."), "before": "b"},
                {"kind": "details", "text": words("More."), "title": words("Why")},
            ],
        ),
        repeats=[repeat("people"), repeat("jobs", inside="people")],
    )
    assert there_and_back(document) == document


def test_a_checker_comes_back_exactly() -> None:
    document = form(
        step("badge", ask("yes_no", "has_badge")),
        kind="checker",
        declaration=None,
        next_steps=None,
        return_address=[],
        leads_to="blue-badge",
        requirements=[
            {
                "key": "has_one",
                "title": words("You have a badge"),
                "rule": {"op": "equals", "question": "has_badge", "value": True},
                "not_met": words("Apply for one."),
                "link": {"text": words("Badges"), "address": "/services/blue-badge/"},
            }
        ],
        outcome={name: words(name) for name in ("met", "not_met", "not_known")},
        examples=[
            {
                "title": "Yes",
                "on": "2026-10-01",
                "answers": {"has_badge": True},
                "expected": {"has_one": "met"},
            }
        ],
    )
    assert there_and_back(document) == document


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_every_kind_can_be_written(kind: type) -> None:
    name = kind.model_fields["kind"].default
    block = Asked().child_blocks[name]
    assert set(block.child_blocks) == set(kind.model_fields) - {"kind"}
    assert name in labels.KINDS


@pytest.mark.parametrize(
    ("model", "by_its_place"),
    [
        (Section, set()),
        (Repeat, {"inside"}),
        (Step, {"section", "questions", "blocks", "repeat"}),
        (Block, {"kind", "before"}),
        (Requirement, set()),
        (Outcome, set()),
        (Example, set()),
    ],
)
def test_every_field_of_the_other_pieces_can_be_written(model: type, by_its_place: set[str]) -> None:
    assert set(struct_of(model).child_blocks) == set(model.model_fields) - by_its_place


def test_every_property_of_a_form_can_be_written() -> None:
    in_the_stream = {"sections", "steps", "repeats", "declaration", "requirements", "outcome", "examples"}
    assert set(Document.model_fields) - in_the_stream <= {each.name for each in ServiceForm._meta.fields}


def test_every_kind_of_rule_has_a_name_for_authors() -> None:
    rules = shape_of(Step.model_fields["when"]).variants
    assert {rule.__name__ for rule in rules} <= set(NAMES)
    assert len(grammar()["rule"]) == len(rules)


def test_keys_are_made_from_the_words_and_then_stay() -> None:
    raw, _told = decompile(
        as_content(form(step("one", ask("text", "first", label=words("Your given name")))))
    )
    question = raw[0]["value"]["steps"][0]["value"]["questions"][0]["value"]
    question["key"] = ""
    name_keys(raw, "en")
    assert question["key"] == "your_given_name"
    question["label"] = words("Other words")
    name_keys(raw, "en")
    assert question["key"] == "your_given_name"


@pytest.mark.parametrize(
    ("text", "key"),
    [("What’s your name?", "whats_your_name"), ("2 cats", "cats"), ("ما", "part"), ("Tŷ", "ty")],
)
def test_a_key_has_plain_letters(text: str, key: str) -> None:
    assert key_from(text, "_") == key


def test_two_questions_in_the_same_words_get_different_keys() -> None:
    raw, _told = decompile(as_content(form(step("one", ask("text", "a"), ask("text", "b")))))
    for each in raw[0]["value"]["steps"][0]["value"]["questions"]:
        each["value"] |= {"key": "", "label": words("Your name")}
    name_keys(raw, "en")
    asked = raw[0]["value"]["steps"][0]["value"]["questions"]
    assert [each["value"]["key"] for each in asked] == ["your_name", "your_name_2"]


def test_a_new_kind_of_question_needs_no_migration() -> None:
    _name, path, blocks, options = ServiceForm._meta.get_field("parts").deconstruct()
    assert (path, blocks, options["block_lookup"]) == ("wagtail.fields.StreamField", [[]], {})
