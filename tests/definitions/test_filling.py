"""Facts in the texts of a form: found, replaced, missed."""

import pytest

from services.definitions.checks.compiler import faults
from services.definitions.document import words_in
from services.definitions.fault_words import fault_sentence
from services.definitions.filling import facts_in, filled
from tests.builders import both, small_document

pytestmark = pytest.mark.engine
FEE = {"fee": {"en": "£12", "cy": "£12 (Cymraeg)"}}


def test_every_text_of_a_form_can_name_a_fact() -> None:
    document = small_document()
    paths = [path for path, _words in words_in(document)]
    for _path, words in words_in(document):
        words.update({code: f"{text} {{fact:fee}}" for code, text in words.items()})
    said = filled(document, FEE)
    assert facts_in(document) == {"fee"}
    assert not facts_in(said)
    assert [path for path, _words in words_in(said)] == paths
    assert all(words["en"].endswith(" £12") for _path, words in words_in(said))
    assert said.questions["who"].label["cy"].endswith("£12 (Cymraeg)"), "in the language of the text"
    assert facts_in(document) == {"fee"}, "the form itself stays as it was written"


def test_a_form_without_facts_is_left_alone() -> None:
    document = small_document()
    assert filled(document, FEE) is document
    named = small_document(title=both("Permit for {fact:other}"))
    assert filled(named, FEE) is named
    half = small_document(title={"en": "{fact:fee}", "cy": "{fact:fee}"})
    assert filled(half, {"fee": {"en": "£12"}}).title == {"en": "£12", "cy": "{fact:fee}"}


def test_a_form_that_names_a_fact_without_a_value_cannot_be_published() -> None:
    document = small_document(title=both("Permit for {fact:fee}"))
    found = faults(document)
    assert [(fault.code, fault.where, fault.about) for fault in found] == [
        ("fact_unknown", "title", "{fact:fee}")
    ]
    assert "{fact:fee}" in fault_sentence(found[0])
    assert not faults(document, {"fee"})
    assert faults(small_document(title=both("Permit for {Fact: fee}")), {"fee"})
