"""Words between questions, and numbers that are worked out: the same in every channel."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from services.applications import queries
from services.applications.actions import add_row, save_step, start, submit
from services.applications.models import Answer, Application
from services.assisted.actions import check_by_document, note_consent, start_session
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.journey import Answers, walk
from services.definitions.models import FormVersion
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM, citizen, staff
from services.identity.roles import StaffRole
from services.paper.layout import parts
from tests.builders import both, small_document
from tests.online.visitor import Visitor
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


def ask(kind: str, key: str, label: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, "label": both(label), **more}


def block(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "text": both(text), **more}


RENTER = {"op": "equals", "question": "renter", "value": True}
LESS = {"op": "difference", "first": "income", "second": "rent"}


def costs_document() -> Document:
    """A form that explains, adds up and subtracts."""
    return small_document(
        key="costs",
        sections=[{"key": "all", "title": both("Your costs")}],
        steps=[
            {
                "key": "born",
                "section": "all",
                "questions": [ask("date", "born", "Your date of birth", when_is="past")],
                "blocks": [block("details", "We pay by age.", title=both("Why we ask"), before="born")],
            },
            {"key": "renter", "section": "all", "questions": [ask("yes_no", "renter", "Do you rent?")]},
            {
                "key": "money",
                "section": "all",
                "title": both("Your money"),
                "questions": [ask("money", "income", "Income"), ask("money", "rent", "Rent", required=False)],
                "blocks": [
                    block("guidance", "Give what you get in a week."),
                    block("warning", "You must tell us the truth.", before="income"),
                    block("inset", "Leave out your deposit.\n\nAnd your bills.", before="rent", when=RENTER),
                ],
            },
            {
                "key": "job",
                "section": "all",
                "repeat": "jobs",
                "questions": [ask("decimal", "hours", "Hours a week")],
            },
            {
                "key": "sums",
                "section": "all",
                "title": both("What this comes to"),
                "questions": [
                    ask("computed", "age", "Your age", formula={"op": "age", "question": "born"}),
                    ask("computed", "left", "What is left", formula=LESS, money=True),
                    ask(
                        "computed",
                        "all_hours",
                        "All your hours",
                        formula={"op": "sum", "repeat": "jobs", "question": "hours"},
                        unit=both("hours"),
                    ),
                ],
            },
        ],
        repeats=[{"key": "jobs", "title": both("Your jobs"), "item": both("Job")}],
    )


@pytest.fixture
def version() -> FormVersion:
    return publish(document=costs_document(), by=SYSTEM)


def filled(version: FormVersion) -> Application:
    """A draft with every question answered, by someone born 40 years ago."""
    draft = start(version=version, by=citizen(), channel=Channel.ONLINE, language="en")
    born = timezone.localdate().replace(year=timezone.localdate().year - 40, day=1).isoformat()

    def save(step: str, row: str = "", **values: Any) -> None:
        save_step(application=draft, step=step, row=row, values=values, by=citizen(), channel=Channel.ONLINE)

    save("born", born=born)
    save("renter", renter=True)
    save("money", income=30050, rent=12000)
    for hours in ("7.50", "30.25"):
        row = add_row(application=draft, repeat="jobs", by=citizen(), channel=Channel.ONLINE)
        save("job", row=row.id, hours=hours)
    return draft


def walk_to_money(visitor: Visitor, renter: str) -> str:
    visitor.start("costs")
    visitor.send(born__day="1", born__month="2", born__year="1980")
    return visitor.send(renter=renter)


# -- words between questions --------------------------------------------------------------------


@pytest.mark.usefixtures("version")
def test_words_stand_on_the_web_page_where_the_form_says() -> None:
    page = walk_to_money(Visitor(), "yes")
    places = [
        page.index(text)
        for text in ("You must tell us", 'name="income"', "Leave out", 'name="rent"', "Give what you get")
    ]
    assert places == sorted(places)
    assert "<p>And your bills.</p>" in page


@pytest.mark.usefixtures("version")
def test_words_under_a_condition_are_for_those_who_meet_it() -> None:
    assert "Leave out your deposit" not in walk_to_money(Visitor(), "no")


@pytest.mark.usefixtures("version")
def test_words_on_a_page_of_one_question_stand_below_its_heading() -> None:
    visitor = Visitor()
    page = visitor.start("costs")
    assert page.index("<h1") < page.index("Why we ask") < page.index('name="born-day"')


def test_paper_prints_the_words_and_says_for_whom_they_are() -> None:
    (part,) = parts(costs_document(), Answers(), "en")
    asks = {ask.number: ask for item in part.items for ask in getattr(item, "asks", ())}
    money = next(item for item in part.items if getattr(item, "heading", "") == "Your money")
    assert [note.kind for note in asks[3].notes] == ["warning"]
    assert asks[4].notes[0].condition == "Only if your answer to question 2 is “Yes”:"
    assert [note.text for note in money.notes] == ["Give what you get in a week."]


# -- worked out ---------------------------------------------------------------------------------


def test_a_number_that_is_worked_out_is_shown_and_never_asked(version: FormVersion) -> None:
    visitor = Visitor()
    walk_to_money(visitor, "no")
    visitor.send(income="300.50", rent="120")
    visitor.send(hours="7.5")
    page = visitor.send(add="no")
    assert "What this comes to" in page
    for shown in ("£180.50", "7.50 hours"):
        assert shown in page
    assert 'name="left"' not in page
    assert "All your hours" in visitor.send(left="999999")
    assert "£180.50" in visitor.page
    assert not Answer.objects.filter(question__in=["age", "left", "all_hours"]).exists()


@pytest.mark.database
def test_what_was_worked_out_stays_as_it_was_when_it_was_sent(version: FormVersion) -> None:
    draft = filled(version)
    submit(application=draft, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    sent = Application.objects.get(pk=draft.pk)
    values = queries.answers_of(sent).values
    assert (values["age"], values["left"], values["all_hours"]) == (40, 18050, "37.75")
    in_ten_years = timezone.localdate().replace(year=timezone.localdate().year + 10, day=1)
    later = walk(sent.document, queries.answers_of(sent), channel=Channel.ONLINE, today=in_ten_years)
    assert later.relevant.values["age"] == 40


def test_paper_says_how_to_work_it_out_and_fills_in_what_is_known(version: FormVersion) -> None:
    document = version.document
    journey = queries.journey_of(filled(version), channel=Channel.PAPER)
    (part,) = parts(document, journey.relevant, "en")
    last = part.items[-1]
    assert [ask.hint for ask in last.asks] == [
        "Work out: Write the age today, in full years, from question 1.",
        "Work out: Take the number in question 4 away from the one in question 3.",
        "Work out: Add up all your answers to question 5 in “Your jobs”.",
    ]
    assert [ask.area.lines[0].text for ask in last.asks] == ["40", "180.50", "37.75"]
    (empty,) = parts(document, Answers(), "en")
    assert [ask.area.lines[0].text for ask in empty.items[-1].asks] == ["", "", ""]


def test_an_adviser_sees_the_words_and_the_numbers_and_is_not_made_to_ask(version: FormVersion) -> None:
    adviser = member(StaffRole.ADVISER)
    draft = filled(version)
    session = start_session(by=staff(adviser), channel=Channel.PHONE, language="en")
    check_by_document(session=session, application=draft, by=staff(adviser))
    note_consent(session=session)
    browser = at_the_desk(adviser)
    money = browser.get(reverse("assisted:ask", args=[session.pk, "money"]) + "?change=rent")
    assert "Leave out your deposit" in money.content.decode()
    sums = browser.get(reverse("assisted:ask", args=[session.pk, "sums"])).content.decode()
    assert "£180.50" in sums
    assert "There is nothing to ask" in sums
    keyed = browser.get(reverse("assisted:key_page", args=[session.pk, "all"])).content.decode()
    assert "You must tell us the truth." in keyed
    assert 'name="left"' not in keyed


def test_paper_leaves_room_for_a_list_inside_each_row() -> None:
    works = {"op": "equals", "question": "works", "value": True}
    document = small_document(
        key="household",
        sections=[{"key": "all", "title": both("Household")}],
        steps=[
            {"key": "person", "section": "all", "repeat": "people", "title": both("Person")}
            | {"questions": [ask("text", "person", "Name"), ask("yes_no", "works", "Do they work?")]},
            {"key": "job", "section": "all", "repeat": "jobs", "when": works}
            | {"questions": [ask("text", "job", "What is the job?")]},
            {"key": "school", "section": "all", "repeat": "people"}
            | {"questions": [ask("yes_no", "school", "Are they at school?")]},
        ],
        repeats=[
            {"key": "people", "title": both("People"), "item": both("Person")},
            {"key": "jobs", "title": both("Jobs"), "item": both("Job"), "inside": "people"},
        ],
    )
    rows = {"people": {"p": {"person": "Ann", "works": True}}, "jobs": {"j": {"job": "Baker"}}}
    (part,) = parts(document, Answers({}, rows, {"j": "p"}), "en")
    ((ann, empty, _third),) = [item.rows for item in part.items]
    _person, jobs, _school = ann.blocks
    boxes = [[ask.area for block in row.blocks for ask in block.asks] for row in jobs.rows]
    assert [[(area.id, area.lines[0].text) for area in row] for row in boxes] == [
        [("job~101", "Baker")],
        [("job~102", "")],
    ]
    works_2 = empty.blocks[0].asks[1].area.ticks
    assert [tick.goto.anchor for tick in works_2] == ["at-jobs-2", "at-school-2"]
    assert empty.blocks[1].anchor == "at-jobs-2"
