"""Every kind of question, complete in every channel and language."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

from services.applications.actions import submit
from services.applications.exporting import export
from services.applications.queries import by_reference
from services.definitions.channels import Channel
from services.definitions.display import answer_lines
from services.definitions.document import Step
from services.definitions.kinds import KINDS, Question
from services.definitions.rules import Scope
from services.definitions.screen.controls import html_name
from services.definitions.screen.fields import StepForm, step_form
from services.identity.actors import citizen
from services.paper.areas import Area
from services.paper.drawing import area
from services.wording import sentence
from tests.api.partner import Partner
from tests.builders import both, small_form
from tests.definitions.samples import KIND_NAMES, SAMPLES, TYPED_KINDS, sample_question

CHANNELS = ("online", "paper", "script", "review")
LANGUAGES = ("en", "cy", "ar")
TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "kinds"
TODAY = date(2026, 3, 27)
SCOPE = Scope({}, TODAY, Channel.ONLINE)

CROSSED = ("yes_no", "one_of", "several_of", "select", "evidence")

every_kind = pytest.mark.parametrize("kind", TYPED_KINDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
on_screen = pytest.mark.parametrize("face", ["online", "script"])


def form(kind: str, typed: dict[str, Any] | None = None, *, face: str = "online", **more: Any) -> StepForm:
    """The step that asks the sample question, with what was sent if anything was."""
    question = sample_question(kind)
    page = Step.model_validate(
        {"key": "s", "section": "all", "questions": [question.model_dump(by_alias=True)]}
    )
    data = None
    if typed is not None:
        data = QueryDict(mutable=True)
        for part, item in typed.items():
            data.setlist(html_name(question, part), item if isinstance(item, list) else [item])
    language = translation.get_language() or "en"
    return step_form(page, scope=SCOPE, language=language, data=data, face=face, **more)


def tree(html: str) -> Any:
    """The page parsed strictly."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!doctype html><title>x</title><form>{html}</form>")


def controls(page: Any) -> list[Any]:
    """What can be filled in."""
    found = [each for name in ("input", "select", "textarea") for each in page.iter(name)]
    return [each for each in found if each.get("type") != "hidden"]


def sent_again(page: Any) -> dict[str, list[str]]:
    """What a browser would send without anybody touching the page."""
    sent: dict[str, list[str]] = {}
    for each in page.iter("input"):
        if each.get("type") not in ("radio", "checkbox") or each.get("checked") is not None:
            sent.setdefault(each.get("name"), []).append(each.get("value", ""))
    for each in page.iter("textarea"):
        sent.setdefault(each.get("name"), []).append((each.text or "").removeprefix("\n"))
    for each in page.iter("select"):
        chosen = [option.get("value") for option in each.iter("option") if option.get("selected") is not None]
        sent.setdefault(each.get("name"), []).extend(chosen or [""])
    return sent


def paper(question: Question, value: Any, language: str) -> tuple[Area, str]:
    """The area of an answer, and its HTML."""
    drawn = area(question, value, language)
    return drawn, render_to_string(f"kinds/{question.kind}/paper.html", {"area": drawn})


def written(drawn: Area) -> str:
    """Everything that is written or crossed in an area, without what separates letters."""
    filled = (comb.cells for comb in drawn.combs if any(cell.letter for cell in comb.cells))
    boxes = ("".join(cell.letter + cell.after for cell in cells) for cells in filled)
    lines = (line.text for line in (*drawn.lines, *drawn.more))
    ticks = ("X" for tick in drawn.ticks if tick.crossed)
    return "|".join([*boxes, *lines, *ticks, drawn.written])


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) == set(TYPED_KINDS)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_kind_has_a_template_for_each_channel(kind: str, channel: str) -> None:
    assert get_template(f"kinds/{kind}/{channel}.html").template.source.strip()


def test_no_template_is_left_from_a_kind_that_is_gone() -> None:
    assert {folder.name for folder in TEMPLATES.iterdir()} == {k.model_fields["kind"].default for k in KINDS}


@every_kind
def test_what_people_type_becomes_the_value_and_can_be_typed_again(kind: str) -> None:
    question, sample = sample_question(kind), SAMPLES[kind]
    reading = question.read(sample.typed, today=TODAY)
    assert (reading.value, reading.problems) == (sample.value, ())
    assert question.read(question.unread(reading.value), today=TODAY) == reading


@every_kind
def test_a_value_is_exported_as_json_without_loss(kind: str) -> None:
    assert json.loads(json.dumps(SAMPLES[kind].value)) == SAMPLES[kind].value


@on_screen
@every_language
@every_kind
def test_every_control_has_a_label_and_knows_its_hint(kind: str, language: str, face: str) -> None:
    with translation.override(language):
        page = tree(str(form(kind, face=face)))
    labelled = {label.get("for") for label in page.iter("label")}
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    hinted = set()
    assert controls(page)
    for control in controls(page):
        assert control.get("id") in labelled
        described = (control.get("aria-describedby") or "").split()
        assert set(described) <= ids
        hinted |= set(described)
    for group in page.iter("fieldset"):
        hinted |= set((group.get("aria-describedby") or "").split())
        assert group.find("legend") is not None
    assert "id_asked_helptext" in hinted


@on_screen
@every_language
@every_kind
def test_wrong_input_stays_and_is_explained(kind: str, language: str, face: str) -> None:
    sample = SAMPLES[kind]
    with translation.override(language):
        bound = form(kind, sample.wrong, face=face)
        assert not bound.is_valid()
        page = tree(str(bound))
        problem = sample_question(kind).read(sample.wrong, today=TODAY).problems[0]
        assert sentence(sample.code, **problem.detail) in "".join(page.find(".//form").itertext())
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    assert "id_asked_error" in ids
    tied = {mark for each in page.iter() for mark in (each.get("aria-describedby") or "").split()}
    assert "id_asked_error" in tied
    if kind in ("yes_no", "one_of", "evidence", "declaration"):
        return  # an answer that is not offered cannot be shown again
    sent = sent_again(page)
    for part, item in sample.wrong.items():
        again = sent[html_name(sample_question(kind), part)]
        assert again == (item if isinstance(item, list) else [item])


@on_screen
@every_kind
def test_an_answer_fills_the_controls_and_sending_it_changes_nothing(kind: str, face: str) -> None:
    sample = SAMPLES[kind]
    page = tree(str(form(kind, face=face, values={"asked": sample.value})))
    data = QueryDict(mutable=True)
    for name, items in sent_again(page).items():
        data.setlist(name, items)
    question = sample_question(kind)
    parts = {part: data.getlist(html_name(question, part)) for part in question.parts}
    assert question.read(parts, today=TODAY).value == sample.value


@every_language
@every_kind
def test_blank_paper_has_room_for_the_answer_and_nothing_in_it(kind: str, language: str) -> None:
    with translation.override(language):
        drawn, html = paper(sample_question(kind), None, language)
    assert drawn.ticks or drawn.combs or drawn.lines or drawn.room
    assert not written(drawn).strip("|")
    tree(html)


@every_language
@pytest.mark.parametrize("kind", [kind for kind in TYPED_KINDS if kind != "declaration"])
def test_prefilled_paper_holds_the_answer(kind: str, language: str) -> None:
    """Declarations are signed, never prefilled."""
    with translation.override(language):
        question, value = sample_question(kind), SAMPLES[kind].value
        drawn, html = paper(question, value, language)
        read = "".join(answer_lines(question, value, language))
    found = written(drawn)
    shown = "".join("".join(tree(html).find(".//form").itertext()).split())
    for text in found.split("|"):
        assert "".join(text.split()) in shown
    if kind in CROSSED:
        assert found.count("X") == (len(value) if isinstance(value, list) else 1)
    else:
        assert set(found) >= {letter for letter in read if letter.isdigit()}
        assert found.strip("|")


@every_kind
@pytest.mark.django_db
def test_what_the_api_takes_in_comes_out_of_the_export_as_the_same_data(kind: str) -> None:
    asked = sample_question(kind).model_dump(by_alias=True)
    steps = [{"key": "s", "section": "all", "questions": [asked]}]
    partner = Partner(small_form(steps=steps, repeats=[], sections=[{"key": "all", "title": both("All")}]))
    said = partner.start("small", {"asked": SAMPLES[kind].value}).json()
    if kind == "declaration":
        assert said["problems"][0]["code"] == "answer_not_taken"  # nobody agrees for somebody else
        return
    assert (said["taken"], said["problems"], said["complete"]) == (["/answers/asked"], [], True)
    application = by_reference(said["reference"])
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    answer = export(by_reference(said["reference"]), language="en").answers[0]
    assert (answer.value, answer.text) == (SAMPLES[kind].value, SAMPLES[kind].lines)
    assert (answer.channel, answer.given_by) == (Channel.API, "helper")


@every_language
@every_kind
def test_an_answer_is_read_back_in_every_language(kind: str, language: str) -> None:
    question, sample = sample_question(kind), SAMPLES[kind]
    context = {"question": question, "value": sample.value}
    with translation.override(language):
        lines = answer_lines(question, sample.value, language)
        read = Template("{% load definitions %}{% answer question value %}").render(Context(context))
        nothing = answer_lines(question, None, language)
    assert len(lines) == len(sample.lines)
    assert all(lines)
    assert len(nothing) == 1
    text = "".join(tree(read).find(".//form").itertext())
    for line in lines:
        assert "".join(line.split()) in "".join(text.split())
    if language == "en":
        assert lines == sample.lines
