"""One Blue Badge application goes through every door, and nobody is asked twice.

Begun online, continued on paper keyed in the PDF's order, then by phone, submitted at the counter.
"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.sample.forms import load_forms
from services.applications import queries
from services.applications.models import Application, Event, Receipt
from services.assisted import keying
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.document import Document, Step
from services.definitions.kinds import Question
from services.definitions.publishing import current_version
from services.definitions.screen.controls import html_name
from services.identity.roles import StaffRole
from tests.online.visitor import Visitor
from tests.sample.personas import ABOUT, BEGIN, BLUE_BADGE
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db(transaction=True)

PERSONA = next(p for p in BLUE_BADGE if p.who == "PIP, not enough points, cannot walk")
ANSWERS: dict[str, Any] = {**PERSONA.answers, "has_treatments": True}
TREATMENT = {"treatment_name": "Naproxen", "treatment_dose": "Twice a day", "treatment_helps": "Pain"}
ON_PAPER = ("qualify", "condition")


def typed(question: Question, value: Any) -> dict[str, Any]:
    """What somebody types to give an answer."""
    return {html_name(question, part): item for part, item in question.unread(value).items()}


def fields_on(page: str) -> set[str]:
    """The names of the controls of a page, without our own."""
    return set(re.findall(r'<(?:input|select|textarea)[^>]*\bname="([a-z][a-z0-9_-]*)"', page))


class Asked:
    """Every question that a page has asked openly, and where."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_question: dict[str, list[str]] = {}

    def note(self, page: str, door: str, answered: set[str]) -> None:
        names = fields_on(page)
        for key, question in self.document.questions.items():
            shown = any(html_name(question, part) in names for part in question.parts)
            if shown:
                assert key not in answered, f"{key} was asked again {door}"
                self.by_question.setdefault(key, []).append(door)


def answered(application: Application) -> set[str]:
    return set(queries.answers_of(application).values)


def step_data(step: Step) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for question in step.questions:
        if question.key in ANSWERS:
            data |= typed(question, ANSWERS[question.key])
    return data


def online(asked: Asked) -> tuple[Application, str]:
    """Begin on the web, answer the first two sections, and leave with a printed code."""
    visitor = Visitor()
    visitor.start("blue-badge")
    application = visitor.application
    for stop in [*BEGIN, *ABOUT]:
        assert f"/{stop}/" in visitor.at
        asked.note(visitor.page, "online", answered(application))
        visitor.send(**step_data(application.document.steps_by_key[stop]))
    visitor.press("save")
    visitor.send(way="printed", last_name="Lee")
    found = re.search(r'class="any-code"><bdi>([A-Z0-9 ]{11})</bdi>', visitor.page)
    assert found, f"no code on the page at {visitor.at}"
    return application, found[1]


def help_for(desk: Client, application: Application, channel: str) -> AssistedSession:
    desk.post(reverse("assisted:home"), {"channel": channel, "authority": "self"})
    session = AssistedSession.objects.get(ended_at__isnull=True)
    desk.post(reverse("assisted:choose", args=[session.pk]), {"reference": application.reference})
    desk.post(reverse("assisted:consent", args=[session.pk]))
    return session


def goodbye(desk: Client, session: AssistedSession, outcome: str = "continues") -> None:
    desk.post(reverse("assisted:end", args=[session.pk]), {"outcome": outcome})


def on_paper(desk: Client, application: Application, asked: Asked) -> None:
    """Key the sections that came back on paper, in the paper's order."""
    session = help_for(desk, application, "paper")
    desk.post(reverse("assisted:check_document", args=[session.pk]))
    document = application.document
    order = [section.key for section in keying.sections_on_paper(document)]
    for section in [key for key in order if key in ON_PAPER]:
        address = reverse("assisted:key_page", args=[session.pk, section])
        asked.note(desk.get(address).content.decode(), "on paper", answered(application))
        data: dict[str, Any] = {}
        for step in keying.steps_on_paper(document, section):
            data |= step_data(step)
        assert desk.post(address, data).status_code == 302
    goodbye(desk, session)


def by_phone(desk: Client, application: Application, code: str, asked: Asked) -> None:
    """Ask by phone what is still open about health care, with a treatment in a row of its own."""
    session = help_for(desk, application, "phone")
    desk.post(reverse("assisted:check_code", args=[session.pk]), {"code": code, "fact": "lee"})
    document = application.document
    for stop in ("has-treatments", "has-professionals"):
        address = reverse("assisted:ask", args=[session.pk, stop])
        asked.note(desk.get(address).content.decode(), "by phone", answered(application))
        assert desk.post(address, step_data(document.steps_by_key[stop])).status_code == 302
    row = desk.post(reverse("assisted:add_row", args=[session.pk, "treatments"]))
    for step in document.steps_of_repeat("treatments"):
        data: dict[str, Any] = {}
        for question in step.questions:
            data |= typed(question, TREATMENT[question.key])
        desk.post(row.url, data)
    goodbye(desk, session)


def at_the_counter(desk: Client, application: Application, asked: Asked) -> None:
    """Bring the proofs, agree aloud, and send it."""
    session = help_for(desk, application, "counter")
    desk.post(reverse("assisted:check_document", args=[session.pk]))
    while True:
        stop = queries.journey_of(application, channel=Channel.COUNTER).next
        if stop is None:
            break
        assert stop.step
        address = reverse("assisted:ask", args=[session.pk, stop.key])
        asked.note(desk.get(address).content.decode(), "at the counter", answered(application))
        answer = desk.post(address, step_data(stop.step))
        assert answer.status_code == 302, f"{stop.key} was not accepted"
    page = desk.get(reverse("assisted:read_back", args=[session.pk])).content.decode()
    assert "Naproxen" in page
    desk.post(reverse("assisted:read_back", args=[session.pk]), {"declared": "spoken"})
    goodbye(desk, session, "submitted")


def through_every_door(desk: Client) -> Application:
    """Online, paper, phone, counter; returns the application as it is then."""
    asked = Asked(current_version("blue-badge").document)
    application, code = online(asked)
    on_paper(desk, application, asked)
    by_phone(desk, application, code, asked)
    at_the_counter(desk, application, asked)
    twice = {key: doors for key, doors in asked.by_question.items() if len(doors) > 1}
    assert not twice, f"asked through more than one door: {twice}"
    application.refresh_from_db()
    return application


def _door(section: str, key: str, row: str) -> Channel:
    if section in ("applying", "person"):
        return Channel.ONLINE
    if section in ON_PAPER:
        return Channel.PAPER
    return Channel.PHONE if row or key in ("has_treatments", "has_professionals") else Channel.COUNTER


def test_one_application_goes_through_four_doors_and_nothing_is_asked_twice() -> None:
    load_forms()
    desk = at_the_desk(member(StaffRole.ADVISER))
    application = through_every_door(desk)
    document = application.document
    sources = queries.sources_of(application)
    staff = {source.keyed_by_id for source in sources.values()} - {None}
    assert len(staff) == 1
    for (key, row), source in sources.items():
        section = document.step_of[key].section
        wanted = _door(section, key, row)
        assert source.channel is wanted, f"{key} came {source.channel}, not {wanted}"
        assert source.given_by == "citizen"
        assert (source.keyed_by_id is None) == (wanted is Channel.ONLINE)
        assert source.version_id == application.version_id
    assert {Channel(s.channel) for s in sources.values()} == {
        Channel.ONLINE,
        Channel.PAPER,
        Channel.PHONE,
        Channel.COUNTER,
    }
    receipt = Receipt.objects.get(application=application)
    assert (receipt.channel, receipt.declared_how) == ("counter", "spoken")
    kinds = list(Event.objects.filter(application=application).values_list("kind", flat=True))
    assert kinds.count("submitted") == 1
    assert kinds.count("help_started") + kinds.count("caller_checked") >= 3
    queue = desk.get(reverse("assisted:cases")).content.decode()
    assert application.reference in queue
