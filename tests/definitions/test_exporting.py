"""A form leaves as a file and comes back exactly as it was."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given, settings

from portal.sample.forms import form_keys, read_form
from services.definitions.checks.faults import Fault
from services.definitions.document import Document
from services.definitions.drafts import publish_draft, save_draft
from services.definitions.exchange.exporting import SCHEMA, as_content, as_text, content_faults, schema
from services.definitions.fault_words import fault_sentence
from services.definitions.models import FormDraft, FormVersion
from services.definitions.publishing import NotPublishable, current_version
from services.identity.actors import SYSTEM
from tests.builders import small_document, small_form
from tests.definitions.documents import form, random_documents, step


@pytest.mark.parametrize("key", form_keys())
def test_a_sample_form_reads_back_exactly(key: str) -> None:
    document = read_form(key)
    assert Document.model_validate(json.loads(as_text(as_content(document)))) == document


@settings(max_examples=40, deadline=None)
@given(random_documents())
def test_any_form_reads_back_exactly(document: Document) -> None:
    content = as_content(document)
    back = Document.model_validate(json.loads(as_text(content)))
    assert back == document
    assert as_text(as_content(back)) == as_text(content)


def test_the_schema_in_the_repository_is_that_of_the_documents() -> None:
    renew = "manage.py export_form --schema --out services/definitions/schema/form.json"
    assert SCHEMA.read_text(encoding="utf-8") == as_text(schema()), f"run {renew}"


def test_other_tools_find_the_schema_at_its_address(client: Client) -> None:
    answer = client.get("/schema/form/1.json")
    assert answer["Content-Type"] == "application/schema+json"
    assert "public" in answer["Cache-Control"]
    assert answer.json()["$id"] == "/schema/form/1.json"
    assert client.post("/schema/form/1.json").status_code == 405


def test_content_that_is_no_document_names_the_place() -> None:
    content = as_content(small_document())
    content["steps"][0]["questions"][0]["kind"] = "riddle"
    del content["title"]
    found = content_faults(content)
    assert {fault.code for fault in found} == {"not_a_document"}
    assert {"title", "steps.0.questions.0"} <= {fault.where for fault in found}
    assert content_faults([]) == [
        Fault("not_a_document", "form", "Input should be a valid dictionary or instance of Document")
    ]


def test_a_fault_is_said_as_a_sentence() -> None:
    (fault,) = content_faults(as_content(form(step("save"))))
    assert fault_sentence(fault) == "save is a word of our own addresses. Give this step another key."
    assert "q9" in fault_sentence(Fault("new_code", "q9"))


@pytest.mark.django_db
@pytest.mark.database
def test_a_published_form_goes_through_a_file_and_is_the_same_version(tmp_path: Path, capsys) -> None:
    version = small_form()
    file = tmp_path / "small.json"
    call_command("export_form", "small", out=file)
    call_command("import_form", file, publish=True)
    assert "Published as version 1." in capsys.readouterr().out
    assert current_version("small") == version
    call_command("export_form", "small", draft=True)
    # PostgreSQL keeps JSON's properties in an order of its own.
    assert json.loads(capsys.readouterr().out) == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_a_form_with_faults_is_kept_as_a_draft_and_not_published(tmp_path: Path, capsys) -> None:
    content = as_content(small_document())
    content["steps"][1]["when"]["value"] = "nobody"
    file = tmp_path / "small.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CommandError, match="Faults to mend first: 1"):
        call_command("import_form", file, publish=True)
    said = capsys.readouterr().out
    assert "The condition of helper looks for “who.nobody”, which nobody can choose." in said
    assert FormDraft.objects.get(key="small").content == content


@pytest.mark.django_db
def test_a_draft_with_faults_cannot_be_published() -> None:
    draft = save_draft(key="small", content={"key": "small"}, by=SYSTEM)
    with pytest.raises(NotPublishable):
        publish_draft(draft=draft, by=SYSTEM)
    assert not FormVersion.objects.exists()


@pytest.mark.django_db
def test_a_form_has_one_draft() -> None:
    save_draft(key="small", content={"a": 1}, by=SYSTEM, report={"steps": 1})
    save_draft(key="small", content={"a": 2}, by=SYSTEM)
    assert [(draft.content, draft.report) for draft in FormDraft.objects.all()] == [({"a": 2}, None)]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"key": 5}'])
def test_a_file_that_holds_no_form_changes_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_form", file)
    assert not FormDraft.objects.exists()


@pytest.mark.django_db
def test_a_form_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(CommandError, match="published"):
        call_command("export_form", "riddle")
    with pytest.raises(CommandError, match="draft"):
        call_command("export_form", "riddle", draft=True)
