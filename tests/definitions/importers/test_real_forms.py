"""Real forms of other engines, where they are at hand: carried over, walked to the end, printed."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from services.definitions.checks.compiler import faults
from services.definitions.document import Document, words_in
from services.definitions.importers.drafting import publishable
from services.definitions.importers.reading import read_foreign
from services.definitions.importers.report import Report
from services.definitions.publishing import current_version
from services.definitions.screen.controls import html_name
from services.paper.blank import blank_form
from services.paper.prints import Print
from tests.definitions.importers.filling import typed_into, walked
from tests.online.visitor import Visitor
from tests.paper.conftest import stored

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "real-forms"
FORMS = {
    "nav": ("nav/forms_nav060304.json", "nav"),
    "mhclg": ("mhclg/fsd_config_form_jsons_cof25_en_asset-information-cof-25.json", "xgov"),
    "govuk": ("govuk/spec_fixtures_all_question_types_form.json", "govuk"),
    "components": ("defra/test_form_definitions_components.json", "defra"),
    "unicorns": ("defra/src_server_forms_register-as-a-unicorn-breeder.yaml", "defra"),
}
TRANSLATIONS = FOLDER / "nav/translations_nav060304.json"
TWIN = FOLDER / "mhclg/fsd_config_form_jsons_cof25_cy_gwybodaeth-am-yr-ased-cof-25.json"
GOAL = 0.98

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real forms are not here")
every_form = pytest.mark.parametrize("name", FORMS)
every_turn = pytest.mark.parametrize("turn", [0, 1, 2, -1])


def read(name: str) -> tuple[Document, Report]:
    """The imported form in the languages that are complete, and its report."""
    path, engine = FORMS[name]
    content, report = read_foreign(
        FOLDER / path,
        engine,
        translations=TRANSLATIONS if name == "nav" else None,
        twins={"cy": TWIN} if name == "mhclg" else None,
    )
    return Document.model_validate(publishable(content)[0]), report


@every_form
def test_nearly_everything_is_carried_and_the_rest_is_named(name: str) -> None:
    document, report = read(name)
    for what in ("steps", "questions", "options", "conditions", "repeats", "texts", "translations"):
        assert report.share(what) >= GOAL, f"{what}: {report.carried[what]} of {report.found[what]}"
        lost = report.found[what] - report.carried[what]
        assert lost == len([remark for remark in report.not_carried if remark.what == what])
    assert not faults(document)


@every_form
def test_what_counts_as_carried_is_in_the_form(name: str) -> None:
    document, report = read(name)
    left_out = [remark for remark in report.recognised if "left out" in remark.reason]
    questions_left_out = [remark for remark in left_out if remark.what == "questions"]
    asked = len(document.questions) + len(questions_left_out)
    assert asked >= report.carried["questions"]


@every_form
@every_turn
def test_an_imported_form_can_be_walked_to_its_end(name: str, turn: int) -> None:
    document, _report = read(name)
    answers, stops = walked(document, turn)
    assert len(stops) >= 3
    assert answers.values


def test_a_text_that_the_original_shows_is_shown_by_ours() -> None:
    document, _report = read("nav")
    shown = {" ".join(words["nb"].split()) for _path, words in words_in(document)}
    form = json.loads((FOLDER / FORMS["nav"][0]).read_text(encoding="utf-8"))
    waiting, missing = list(form["components"]), []
    while waiting:
        component = waiting.pop()
        if component["key"] == "container":  # never shown there, so left out here
            continue
        waiting += component.get("components") or []
        label = " ".join(str(component.get("label")).split())
        is_ours = component["type"] in ("panel", "container", "navSkjemagruppe", "sender")
        if component["type"] not in ("alertstripe", "htmlelement") and not is_ours and label not in shown:
            missing.append(component["key"])
    assert not missing


def test_both_languages_of_a_twin_are_complete() -> None:
    document, _report = read("mhclg")
    assert document.languages == ("en", "cy")


def send_on_the_web(document: Document, turn: int) -> Visitor:
    """Fill in a published form in a browser without scripts, and send it."""
    visitor = Visitor()
    visitor.start(document.key)
    keys = document.steps_by_key
    for _count in range(300):
        here = [part for part in visitor.at.split("/") if part]
        if here[-1] == "check":
            break
        step = next((keys[part] for part in reversed(here) if part in keys), None)
        if step is None:
            assert here[-1] in document.repeats_by_key, visitor.at
            visitor.send(add="no")
        else:
            typed = typed_into(step, turn)
            visitor.send(
                **{html_name(q, part): text for q in step.questions for part, text in typed[q.key].items()}
            )
        assert visitor.status == 200
        assert "govuk-error-summary" not in visitor.page, visitor.page
    visitor.go(visitor.url("declare/", form=document.key))
    visitor.send(declaration="agreed")
    assert visitor.at.endswith("/sent/")
    return visitor


@pytest.mark.django_db
def test_an_imported_form_is_published_sent_on_the_web_and_printed() -> None:
    path, engine = FORMS["mhclg"]
    call_command("import_form", FOLDER / path, format=engine, twin=[f"cy={TWIN}"], publish=True)
    version = current_version(read("mhclg")[0].key)
    send_on_the_web(version.document, 1)
    for language in version.document.languages:
        assert stored(blank_form(version, language, Print.STANDARD)).startswith(b"%PDF-")


@pytest.mark.django_db
def test_a_national_form_is_sent_on_the_web() -> None:
    path, engine = FORMS["nav"]
    call_command("import_form", FOLDER / path, format=engine, publish=True)
    send_on_the_web(current_version(read("nav")[0].key).document, 0)
