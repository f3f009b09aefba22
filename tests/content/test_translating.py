"""A translator works beside the form's own words: what is missing or stale is found, done, or confirmed."""

import re
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.authoring.progress import languages_of
from content.models import ServiceForm
from services.applications.actions import publish_form
from services.definitions.document import Document
from services.definitions.exchange.translating import State, translated
from services.definitions.versions.fates import KEEP
from services.identity.actors import SYSTEM
from tests.content.authoring import edit_url, small_form, written
from tests.content.reading import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

LABEL = "steps[badge].questions[has_badge].label"
NUMBER = "steps[number].questions[badge_number].label"


def changed_since_published() -> ServiceForm:
    """A form whose one question has a Welsh text for words that are different now."""
    welsh = Document.model_validate(translated(small_form(), "cy", {LABEL: "Oes gennych fathodyn?"}))
    publish_form(document=welsh, by=SYSTEM, open_drafts=KEEP)
    return written(Document.model_validate(translated(welsh, "en", {LABEL: "Have you got a badge?"})))


def counts(form: ServiceForm) -> dict[State, int]:
    newest = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    return {code: found for code, _name, found in languages_of(newest)}["cy"]


def address(form: ServiceForm, what: str = "languages") -> str:
    return f"/admin/forms/{form.pk}/{what}/cy/"


def typed(browser: Client, form: ServiceForm) -> dict[str, Any]:
    """What a browser would send from the page, unchanged."""
    page = browser.get(address(form)).content.decode()
    return dict(re.findall(r'name="(mark:[^"]*)" value="([^"]*)"', page))


def test_what_is_to_do_is_counted_and_each_leads_to_the_next(author: Client) -> None:
    form = changed_since_published()
    page = open_page(address(form), author)
    found = counts(form)
    assert found[State.STALE] == 1
    assert f"Missing: {found[State.MISSING]}. Out of date: 1. Done: 0." in page.text
    html = page.response.content.decode()
    todo = re.findall(r'<section class="form-pair form-pair--(missing|stale)" id="text-(\d+)"', html)
    leads = re.findall(r'href="#text-(\d+)"', html)
    assert leads == [number for _state, number in todo], "the first one, then each next one"
    assert "Before: Do you have a badge?" in page.text
    assert f"{found[State.MISSING]} missing, 1 out of date" in open_page(edit_url(form), author).text


def test_a_text_that_is_still_right_is_confirmed_without_changing_it(author: Client) -> None:
    form = changed_since_published()
    author.post(address(form), {**typed(author, form), f"right:{LABEL}": "on"})
    assert counts(form)[State.STALE] == 0
    newest = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert newest.compiled().document.questions["has_badge"].label == {
        "en": "Have you got a badge?",
        "cy": "Oes gennych fathodyn?",
    }
    assert "fuzzy" not in author.get(address(form, "texts")).content.decode()


def test_a_translation_is_written_beside_its_source(author: Client) -> None:
    form = changed_since_published()
    author.post(address(form), {**typed(author, form), f"text:{NUMBER}": " Beth yw ei rif? "})
    newest = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert newest.compiled().document.questions["badge_number"].label["cy"] == "Beth yw ei rif?"
    assert counts(form)[State.STALE] == 1, "only what was touched"


def test_words_that_changed_while_someone_translated_are_not_taken_for_translated(author: Client) -> None:
    form = changed_since_published()
    sent = typed(author, form)
    document = form.get_latest_revision_as_object().compiled().document
    written(Document.model_validate(translated(document, "en", {LABEL: "Is there a badge?"})))
    author.post(address(form), {**sent, f"right:{LABEL}": "on"})
    assert counts(form)[State.STALE] == 1


def test_a_file_in_which_nothing_is_fuzzy_any_more_confirms_what_it_says(author: Client) -> None:
    form = changed_since_published()
    file = polib.pofile(author.get(address(form, "texts")).content.decode())
    (stale,) = [entry for entry in file if entry.fuzzy]
    assert (stale.msgctxt, stale.previous_msgid) == (LABEL, "Do you have a badge?")
    stale.flags = []
    author.post(address(form, "texts"), {"file": SimpleUploadedFile("small.po", str(file).encode())})
    assert counts(form)[State.STALE] == 0


def test_what_is_no_translators_file_changes_nothing(author: Client) -> None:
    form = changed_since_published()
    before = ServiceForm.objects.get(pk=form.pk).latest_revision_id
    author.post(address(form, "texts"), {"file": SimpleUploadedFile("x.po", b"\xff\xfe")})
    assert ServiceForm.objects.get(pk=form.pk).latest_revision_id == before


def test_a_locked_form_is_not_changed_behind_its_editors_back(author: Client) -> None:
    form = changed_since_published()
    ServiceForm.objects.filter(pk=form.pk).update(locked=True)
    author.post(address(form), {**typed(author, form), f"right:{LABEL}": "on"})
    assert counts(form)[State.STALE] == 1


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_nothing_to_translate_into_the_forms_own_or_an_unknown_language(
    author: Client, language: str
) -> None:
    form = written()
    assert author.get(f"/admin/forms/{form.pk}/languages/{language}/").status_code == 404
