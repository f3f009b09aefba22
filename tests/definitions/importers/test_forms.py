"""Small forms in the formats of other engines: what becomes of each part of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from services.definitions.document import Document
from services.definitions.exchange.exporting import content_faults
from services.definitions.importers.drafting import publishable
from services.definitions.importers.reading import Unreadable, read_foreign
from services.definitions.importers.report import Report
from services.definitions.models import FormDraft
from services.definitions.publishing import current_version
from tests.definitions.importers.filling import walked

FILES = Path(__file__).parent / "files"
FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "nav": ("nav_form.json", {"translations": FILES / "nav_translations.json"}),
    "xgov": ("xgov_en.json", {"twins": {"cy": FILES / "xgov_cy.json"}}),
    "defra": ("defra_v2.yaml", {}),
    "govuk": ("govuk.json", {}),
}
every_format = pytest.mark.parametrize("name", FORMS)


def read(name: str) -> tuple[Document, Report]:
    file, more = FORMS[name]
    content, report = read_foreign(FILES / file, name, **more)
    return Document.model_validate(content), report


def rule_of(document: Document, key: str) -> Any:
    """When a step is asked, as content."""
    rule = document.steps_by_key[key].when
    return rule.model_dump(by_alias=True) if rule else None


def lost(report: Report, what: str) -> dict[str, str]:
    return {remark.place: remark.reason for remark in report.not_carried if remark.what == what}


@every_format
@pytest.mark.parametrize("turn", [0, 1, -1])
def test_an_imported_form_is_without_faults_and_has_an_end(name: str, turn: int) -> None:
    file, more = FORMS[name]
    content, _report = read_foreign(FILES / file, name, **more)
    content, _dropped = publishable(content)
    assert not content_faults(content)
    walked(Document.model_validate(content), turn)


@every_format
def test_every_loss_is_named(name: str) -> None:
    _document, report = read(name)
    for what in report.found:
        missing = report.found[what] - report.carried[what]
        assert missing == len([remark for remark in report.not_carried if remark.what == what]), what
    assert {"privacy", "return_address"} <= set(report.added)


def test_nav_questions_become_ours() -> None:
    document, report = read("nav")
    kinds = {key: question.kind for key, question in document.questions.items()}
    assert kinds == {
        "hvem": "one_of",
        "har_ikke_telefon": "yes_no",
        "telefon": "phone",
        "orgnr": "organisation_number",
        "postnr": "identifier",
        "land": "country",
        "avsender": "name",
        "avsender_number": "identifier",
        "fodt": "date",
        "hva": "several_of",
        "bekreft": "declaration",
        "styrke": "decimal",
        "ny": "yes_no",
        "pris": "decimal",
        "maned": "month_year",
        "hvorfor": "long_text",
        "gammel": "text",
        "konto": "identifier",
        "bilde": "evidence",
        "annet": "evidence",
    }
    assert document.draft_days == 14
    assert document.questions["annet"].required is False
    assert lost(report, "questions") == {"tegning": "no kind of ours does what “tegning” does"}
    assert "not known" in lost(report, "conditions")["gammel"]


def test_nav_texts_are_translated_where_the_file_has_them() -> None:
    document, _report = read("nav")
    assert document.questions["hvem"].label == {"nb": "Hvem er eieren?", "en": "Who is the owner?"}
    assert document.summary == {"nb": "Søk om plass til båten din.", "en": "Apply for a berth for your boat."}
    assert document.questions["fodt"].label == {"nb": "Fødselsdato"}
    file, more = FORMS["nav"]
    content, dropped = publishable(read_foreign(FILES / file, "nav", **more)[0])
    assert (content["languages"], dropped) == (["nb"], ["en"])


def test_nav_conditions_are_kept_and_asked_in_an_order_that_decides_them() -> None:
    document, report = read("nav")
    assert rule_of(document, "telefon") == {
        "op": "not",
        "rule": {"op": "equals", "question": "har_ikke_telefon", "value": True},
    }
    assert "telefon" in {remark.place for remark in report.changed}
    price = rule_of(document, "pris")
    assert {"op": "equals", "question": "ny", "value": True} in price["rules"]
    assert {"borte"} == {r.place for r in report.recognised if r.what == "questions"}


def test_nav_lists_inside_lists_stay_inside() -> None:
    document, _report = read("nav")
    assert {repeat.key: repeat.inside for repeat in document.repeats} == {
        "motorer": None,
        "service": "motorer",
    }


def test_nav_words_between_questions_stand_where_they_stood() -> None:
    document, _report = read("nav")
    (warning,) = document.step_of["fodt"].blocks
    assert (warning.kind, warning.before) == ("warning", None)
    assert warning.text["nb"] == "Husk reglene (https://batplass.example)."
    (hint,) = document.step_of["styrke"].blocks
    assert (hint.before, hint.text["nb"]) == ("styrke", "Se på motoren.\n\nEller i papirene.")


def test_xgov_pages_that_lead_to_one_another_become_steps_with_conditions() -> None:
    document, report = read("xgov")
    boat = "what_kind_of_boat_is_it"
    assert rule_of(document, "maker") == {"op": "equals", "question": boat, "value": "motor"}
    assert len(rule_of(document, "mast-height")["rules"]) == 2
    assert rule_of(document, "in-harbour") is None
    assert rule_of(document, "address") == {"op": "equals", "question": "in_harbour", "value": False}
    assert rule_of(document, "send-the-papers") is None
    assert lost(report, "conditions").keys() == {"wrong"}
    assert document.repeats[0].key == document.step_of["maker"].repeat == "engines"


def test_xgov_twins_are_one_form_in_two_languages() -> None:
    document, report = read("xgov")
    assert document.languages == ("en", "cy")
    assert document.questions["in_harbour"].label["cy"] == "Ydy e yn ein harbwr?"
    motor = document.questions["what_kind_of_boat_is_it"].options[1]  # type: ignore[attr-defined]
    assert (motor.key, motor.label) == ("motor", {"en": "Motor boat", "cy": "Cwch modur"})
    assert report.share("translations") == 1


def test_a_twin_that_is_built_otherwise_is_reported(tmp_path: Path) -> None:
    twin = json.loads((FILES / "xgov_cy.json").read_text(encoding="utf-8"))
    twin["lists"][0]["items"].append({"text": "Arall", "value": "arall"})
    file = tmp_path / "twin.json"
    file.write_text(json.dumps(twin), encoding="utf-8")
    _content, report = read_foreign(FILES / "xgov_en.json", "xgov", twins={"cy": file})
    assert report.found["translations"] - report.carried["translations"] == 1


def test_defra_conditions_name_one_another_and_ages_are_ages() -> None:
    document, report = read("defra")
    club = {"op": "equals", "question": "who_is_it", "value": "club"}
    many = {"op": "number", "question": "members", "is": ">", "value": 100}
    assert rule_of(document, "members") == club
    assert rule_of(document, "stewards") == {"op": "all", "rules": (club, many)}
    stop = document.steps_by_key["you-are-too-young"]
    assert (stop.ends, stop.guidance) == (True, {"en": "Ask an adult to hire the hall."})
    assert stop.when
    assert stop.when.model_dump(by_alias=True)["years"] == 18
    assert lost(report, "conditions").keys() == {"soon", "round"}
    assert document.declaration.statements == ({"en": "What I say is true."},)
    assert document.repeats[0].maximum == 50


def test_defra_texts_without_a_translation_are_missing_not_english() -> None:
    document, _report = read("defra")
    assert document.questions["who_is_it"].label == {"en": "Who are you?", "cy": "Pwy ydych chi?"}
    assert document.questions["born"].label == {"en": "When were you born?"}
    assert document.title == {"en": "Hire the village hall", "cy": "Llogi neuadd y pentref"}


def test_govuk_routes_become_conditions() -> None:
    document, report = read("govuk")
    books = {"op": "equals", "question": "what_do_you_sell", "value": "books"}
    none = {"op": "equals", "question": "which_days", "value": "none"}
    assert rule_of(document, "who-bakes") == {"op": "not", "rule": books}
    assert rule_of(document, "where-do-you-live") == {"op": "not", "rule": none}
    stop = document.steps_by_key["no-fish"]
    assert (stop.ends, stop.guidance) == (True, {"en": "We have no ice."})
    assert stop.when
    assert stop.when.model_dump() == {"op": "equals", "question": "what_do_you_sell", "value": "fish"}
    assert lost(report, "conditions") == {
        "1.routing_conditions[2]": "“Hats” is no option of the question it looks at"
    }
    assert document.next_steps == {"en": "We write within a week."}


@pytest.mark.parametrize("name", ["nav", "xgov", "defra", "govuk"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"pages": [{"a": 1}], "steps": [{"b": 2}], "components": 5}', encoding="utf-8")
    with pytest.raises(Unreadable, match=rf"not built like a {name} form"):
        read_foreign(file, name)


@pytest.mark.django_db
@pytest.mark.database
def test_the_command_keeps_the_draft_with_its_report_and_publishes_it(tmp_path: Path, capsys) -> None:
    out = tmp_path / "report.json"
    call_command(
        "import_form",
        FILES / "xgov_en.json",
        format="xgov",
        twin=[f"cy={FILES / 'xgov_cy.json'}"],
        report=out,
        publish=True,
    )
    said = capsys.readouterr().out
    assert "conditions: 5 of 6 carried" in said
    assert "not carried: questions at hidden" in said
    draft = FormDraft.objects.get()
    assert draft.report == json.loads(out.read_text(encoding="utf-8"))
    assert current_version(draft.key).document == Document.model_validate(draft.content)


@pytest.mark.django_db
def test_publishing_leaves_out_a_language_that_is_not_complete(capsys) -> None:
    call_command(
        "import_form",
        FILES / "nav_form.json",
        format="nav",
        translations=FILES / "nav_translations.json",
        publish=True,
    )
    assert "Not every text is there in “en”" in capsys.readouterr().out
    assert current_version("batplass").document.languages == ("nb",)


@pytest.mark.django_db
@pytest.mark.parametrize("options", [{"translations": FILES}, {"twin": ["cy"], "format": "xgov"}])
def test_switches_that_do_not_fit_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("import_form", FILES / "xgov_en.json", **options)
    assert not FormDraft.objects.exists()
