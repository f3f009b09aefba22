"""A form's texts go to a translator and come back, each to its own place."""

from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from services.definitions.document import Document
from services.definitions.exchange.exporting import as_content
from services.definitions.exchange.translating import (
    State,
    as_po,
    from_po,
    marks,
    progress,
    texts,
    translated,
)
from services.definitions.models import FormDraft
from tests.builders import small_document, small_form
from tests.definitions.documents import ask, form, step

WHO = "steps[who].questions[who].label"


def reworded(document: Document, **languages: str) -> Document:
    """The document with its first question in other words."""
    return Document.model_validate(translated(document, "en", {WHO: languages["en"]}))


def test_every_text_stands_in_the_file_under_its_own_place() -> None:
    file = polib.pofile(as_po(small_document(), "cy"))
    assert file.metadata["Language"] == "cy"
    places = [entry.msgctxt for entry in file]
    assert len(places) == len(set(places)) > 20
    entry = next(entry for entry in file if entry.msgctxt == WHO)
    assert (entry.msgid, entry.msgstr) == ("Who is it for?", "Who is it for? (Cymraeg)")


def test_the_same_words_in_two_places_are_translated_apart() -> None:
    document = form(step("a", ask("text", "a", label={"en": "Date"}), ask("text", "b", label={"en": "Date"})))
    file = polib.pofile(as_po(document, "cy"))
    dates = [entry for entry in file if entry.msgid == "Date"]
    dates[0].msgstr, dates[1].msgstr = "Dyddiad", "Diwrnod"
    content = translated(document, "cy", from_po(document, str(file)).taken)
    labels = [question["label"]["cy"] for question in content["steps"][0]["questions"]]
    assert labels == ["Dyddiad", "Diwrnod"]


def test_a_language_joins_the_form_when_every_text_is_there() -> None:
    document = form(step("a"))
    file = polib.pofile(as_po(document, "cy"))
    for entry in file[:-1]:
        entry.msgstr = "x"
    some = translated(document, "cy", from_po(document, str(file)).taken)
    assert some["languages"] == ["en"]
    file[-1].msgstr = "x"
    assert translated(document, "cy", from_po(document, str(file)).taken)["languages"] == ["en", "cy"]


def test_a_translation_of_words_that_changed_is_stale_until_it_is_translated_again() -> None:
    published = small_document()
    draft = reworded(published, en="Who needs it?")
    (stale,) = [text for text in texts(draft, "cy", published) if text.state is State.STALE]
    assert (stale.path, stale.source, stale.source_before) == (WHO, "Who needs it?", "Who is it for?")
    entry = next(entry for entry in polib.pofile(as_po(draft, "cy", published)) if entry.msgctxt == WHO)
    assert entry.fuzzy
    assert entry.previous_msgid == "Who is it for?"
    again = Document.model_validate(translated(draft, "cy", {WHO: "Pwy sydd ei angen?"}))
    assert progress(again, "cy", published)[State.STALE] == 0


def test_a_translation_that_still_fits_the_new_words_is_confirmed_once() -> None:
    published = small_document()
    draft = reworded(published, en="Who needs it?")
    kept = from_po(draft, as_po(draft, "cy", published))
    assert kept.fuzzy == (WHO,), "nobody has looked at it yet"
    file = polib.pofile(as_po(draft, "cy", published))
    next(entry for entry in file if entry.msgctxt == WHO).flags = []
    taken = from_po(draft, str(file)).taken
    confirmed = marks(draft, taken)
    assert next(text for text in texts(draft, "cy", published) if text.path == WHO).mark == confirmed[WHO]
    assert progress(draft, "cy", published, confirmed)[State.STALE] == 0
    assert "fuzzy" not in as_po(draft, "cy", published, confirmed)
    changed = reworded(published, en="Who asks for it?")
    assert progress(changed, "cy", published, confirmed)[State.STALE] == 1


def test_what_has_no_translation_is_missing() -> None:
    found = progress(small_document(), "ar")
    assert found[State.DONE] == found[State.STALE] == 0
    assert found[State.MISSING] > 20


def test_what_cannot_be_taken_in_is_named() -> None:
    document = small_document()
    file = polib.pofile(as_po(document, "cy"))
    by_place = {entry.msgctxt: entry for entry in file}
    by_place[WHO].flags.append("fuzzy")
    by_place["title"].msgid = "An older title"
    by_place["summary"].msgctxt = "steps[gone].title"
    by_place["privacy"].msgstr = " "
    found = from_po(document, str(file))
    assert (found.fuzzy, found.stale, found.unknown) == ((WHO,), ("title",), ("steps[gone].title",))
    assert not {WHO, "title", "summary", "privacy"} & set(found.taken)


def test_a_file_that_is_no_po_file_is_refused() -> None:
    with pytest.raises(ValueError, match="po file"):
        from_po(small_document(), 'msgid "a\nmsgstr')


@pytest.mark.django_db
def test_a_translators_file_ends_in_the_draft(tmp_path: Path, capsys) -> None:
    small_form()
    file = tmp_path / "small.po"
    call_command("form_texts", "small", language="cy", out=file)
    assert "missing: 0" in capsys.readouterr().out
    text = file.read_text(encoding="utf-8").replace("Who is it for? (Cymraeg)", "I bwy mae hwn?")
    file.write_text(text, encoding="utf-8")
    call_command("form_texts", "small", language="cy", source=file)
    assert "Taken into the draft of “small”" in capsys.readouterr().out
    content = FormDraft.objects.get(key="small").content
    assert content["steps"][0]["questions"][0]["label"]["cy"] == "I bwy mae hwn?"
    assert content["steps"][1:] == as_content(small_document())["steps"][1:]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "language"),
    [("riddle", "cy"), ("small", "en"), ("small", "../x")],
    ids=["form", "first", "code"],
)
def test_a_form_or_language_that_is_not_there_is_refused(slug: str, language: str) -> None:
    small_form()
    with pytest.raises(CommandError):
        call_command("form_texts", slug, language=language)


@pytest.mark.django_db
def test_a_draft_that_is_no_document_is_mended_first(tmp_path: Path) -> None:
    FormDraft.objects.create(key="small", content={}, updated_at="2026-10-01T00:00Z")
    with pytest.raises(CommandError, match="not as a form needs it"):
        call_command("form_texts", "small", language="cy")
