"""A life event as one's own checklist on the web: asked, ticked, kept, found again, printed, thrown away."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import LifeEventPage
from services.applications.actions import issue_resume_code, submit
from services.applications.models import Application, Event
from services.booking import access as booking
from services.booking.actions import cancel
from services.booking.models import Appointment
from services.checklists import actions
from services.checklists.models import Checklist
from services.definitions.channels import Channel
from services.facts.actions import define, set_value
from services.facts.history import Kind as FactKind
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from tests.booking import world as council
from tests.checklists.world import (
    ALLOWANCE,
    AT,
    BIRTH,
    MIDWIFE,
    MONEY,
    PERMIT,
    SMP,
    WORDS,
    publish_site,
)
from tests.online.visitor import Visitor
from tests.paper.conftest import words_of
from tests.pdf.verapdf import VeraPdf

pytestmark = pytest.mark.django_db
WHO = {"by": citizen(), "channel": Channel.ONLINE}
STATE = re.compile(r'id="thing-([^"]+)".*?<strong class="govuk-tag[^"]*">([^<]+)</strong>', re.DOTALL)
DONE = re.compile(r"(\d+ of \d+) things? done")


@pytest.fixture
def page() -> LifeEventPage:
    return publish_site()


def states(html: str) -> dict[str, str]:
    """How far each thing on a page is."""
    return dict(STATE.findall(html))


def said(browser: Visitor, *apply: str) -> str:
    """Answer the opening questions."""
    return browser.send(f"{AT}ask/", apply=list(apply))


def tick(browser: Visitor, thing: str, mark: str = "done") -> str:
    return browser.send(f"{AT}tick/", thing=thing, mark=mark)


def made(*apply: str, **client: Any) -> Visitor:
    """A visitor with a checklist."""
    browser = Visitor(**client)
    said(browser, *apply)
    return browser


def signed_in(email: str = "ann@example.org") -> Visitor:
    browser = Visitor()
    browser.client.force_login(User.objects.get_or_create(email=email)[0])
    return browser


def test_the_page_for_everybody_leads_to_questions_that_can_be_left_out(page: LifeEventPage) -> None:
    visitor = Visitor()
    assert f'href="{AT}"' in visitor.go("/life-events/a-baby/")
    visitor.go(AT)
    assert visitor.at == f"{AT}ask/"
    assert "Do these apply to you?" in visitor.page
    assert "When was your baby born?" in visitor.page
    assert "do nothing for 60 minutes" in visitor.page
    visitor.send(skip="1")
    assert visitor.at == AT
    assert set(states(visitor.page)) == {MIDWIFE, SMP, ALLOWANCE, BIRTH, PERMIT, MONEY}
    assert set(states(visitor.page).values()) == {"Not started"}
    assert DONE.search(visitor.page)[1] == "0 of 4"  # type: ignore[index]  # it is there
    visitor.send(f"{AT}ask/")  # Continue with every box left alone is no answer either
    assert SMP in states(visitor.page)


def test_what_does_not_apply_is_left_out_and_days_are_counted(page: LifeEventPage) -> None:
    visitor = Visitor()
    with time_machine.travel("2026-11-25", tick=False):
        visitor.send(f"{AT}ask/", apply=["poor"], on_day="22", on_month="11", on_year="2026")
        assert set(states(visitor.page)) == {MIDWIFE, ALLOWANCE, BIRTH, PERMIT, MONEY}
        assert "By 3 January 2027" in visitor.page
        assert "Your income is low" in visitor.page
        visitor.send(f"{AT}ask/", apply=["none"], on_day="1", on_month="10", on_year="2026")
        assert "This was due by 12 November 2026. Do it now." in visitor.page
        assert MONEY not in states(visitor.page)
        assert "1 step is left out" in visitor.page
        visitor.go(f"{AT}ask/")
        assert re.search(r'value="none"[^>]* checked', visitor.page)
        assert 'value="2026"' in visitor.page
    assert "poor" not in visitor.at
    assert Checklist.objects.count() == 0
    plain = Session.objects.get(pk=visitor.client.session.session_key).get_decoded()
    assert "none" not in str(plain)
    assert "2026-10-01" not in str(plain)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"apply": ["none", "poor"]}, "Choose what applies to you, or choose"),
        ({"apply": ["rich"]}, "Choose from the list"),
        ({"on_day": "1", "on_month": "1", "on_year": "1066"}, "Enter a date in the last 20 years"),
        ({"on_day": "1", "on_month": "1", "on_year": "99999999999999999999"}, "Enter a real date"),
        ({"on_day": "1", "on_month": "", "on_year": "2026"}, "The date must include"),
    ],
)
def test_answers_that_make_no_sense_are_said_and_nothing_is_made(
    page: LifeEventPage, fields: dict[str, Any], sentence: str
) -> None:
    visitor = Visitor()
    assert sentence in visitor.send(f"{AT}ask/", **fields)
    assert "Error:" in visitor.page
    visitor.go(AT)
    assert visitor.at == f"{AT}ask/"


def test_ticks_can_be_taken_back_and_the_next_thing_is_named(page: LifeEventPage) -> None:
    visitor = made("employed")
    assert f'Next: <a href="#thing-{MIDWIFE}"' in visitor.page
    tick(visitor, MIDWIFE)
    assert states(visitor.page)[MIDWIFE] == "Done"
    assert f'Next: <a href="#thing-{SMP}"' in visitor.page
    tick(visitor, SMP)
    assert states(visitor.page)[ALLOWANCE] == "Not needed"
    assert DONE.search(visitor.page)[1] == "2 of 4"  # type: ignore[index]  # it is there
    tick(visitor, MIDWIFE, "")
    tick(visitor, PERMIT, "not_needed")
    assert states(visitor.page)[MIDWIFE] == "Not started"
    assert DONE.search(visitor.page)[1] == "1 of 3"  # type: ignore[index]  # it is there


@pytest.mark.parametrize(
    "fields",
    [{"thing": "x", "mark": "done"}, {"thing": MIDWIFE, "mark": "sent"}, {"thing": MIDWIFE * 999}, {}],
)
def test_a_forged_tick_changes_nothing(page: LifeEventPage, fields: dict[str, str]) -> None:
    visitor = made()
    visitor.send(f"{AT}tick/", **fields)
    assert visitor.status == 404
    visitor.go(AT)
    assert set(states(visitor.page).values()) == {"Not started"}


def test_an_application_begun_from_the_list_moves_it_on_and_its_code_finds_it_again(
    page: LifeEventPage,
) -> None:
    visitor = made("employed")
    tick(visitor, MIDWIFE)
    visitor.start()
    back = f'<a href="{AT}">Back to your checklist: Having a baby</a>'
    assert back in visitor.page
    visitor.go(AT)
    assert states(visitor.page)[PERMIT] == "Started"
    assert "Continue" in visitor.page
    row = Checklist.objects.get()
    assert row.contents.said.apply == {"employed"}
    assert b"employed" not in bytes(row.sealed)

    application = visitor.application
    visitor.go(visitor.url("who/"))
    visitor.answer_rest("who")
    assert back not in Visitor().go("/apply/small/")
    code = issue_resume_code(application=application, fact="Lee", way="printed", **WHO)
    from_home = Visitor()
    from_home.go("/resume/")
    from_home.send(reference=application.reference, code=code, last_name="Lee")
    from_home.go(AT)
    assert (states(from_home.page)[MIDWIFE], states(from_home.page)[PERMIT]) == ("Done", "Started")
    assert back in from_home.go(visitor.url("who/"))

    submit(application=application, declared="ticked", **WHO)
    from_home.go(AT)
    assert states(from_home.page)[PERMIT] == "Sent"
    assert back in from_home.go(visitor.url("sent/"))


def test_an_appointment_booked_from_the_list_is_on_it_and_its_holder_finds_the_list(
    page: LifeEventPage,
) -> None:
    with time_machine.travel(council.NOW, tick=False):
        office, kind = council.make_office(), council.make_type("birth")
        council.make_resource(office, kind)
        visitor = made()
        held = council.hold(kind, office, council.at(10))
        let_in(visitor, held)
        details = {"first_name": "Mair", "last_name": "Lee", "contact": "phone", "phone": "01632 960777"}
        visitor.client.post(reverse("booking:details", args=[held.pk]), details)
        assert "Back to your checklist" in visitor.send(reverse("booking:check", args=[held.pk]))
        assert visitor.at == reverse("booking:booked", args=[held.pk])
        visitor.go(AT)
        assert states(visitor.page)[BIRTH] == "Booked"
        assert "3 November 2026" in visitor.page
        assert f'href="/appointment/{held.pk}/"' in visitor.page

        other = Visitor()
        let_in(other, held)
        assert states(other.go(AT))[BIRTH] == "Booked"
        cancel(appointment=Appointment.objects.get(pk=held.pk), **WHO)
        assert states(other.go(AT))[BIRTH] == "Not started"


def let_in(browser: Visitor, appointment: Appointment) -> None:
    """Open an appointment in a browser, as its code does."""
    session = browser.client.session
    booking.grant(session, appointment)
    session.save()
    browser.client.cookies["sessionid"] = session.session_key


def test_what_was_begun_before_the_list_is_on_it_and_stays_on_it_when_it_is_kept(page: LifeEventPage) -> None:
    visitor = Visitor()
    visitor.start()
    said(visitor)
    assert states(visitor.page)[PERMIT] == "Started"
    visitor.client.force_login(User.objects.create_user("ann@example.org"))
    visitor.send(f"{AT}keep/")
    assert states(visitor.go(AT))[PERMIT] == "Started"

    other = Visitor()
    other.start()
    said(other)
    other.go("/apply/small/")
    other.send()  # goes on with the form that is open
    row = Checklist.objects.get(owner=None)
    assert row.belongings.get().application == other.application
    assert states(other.go(AT))[PERMIT] == "Started"


@pytest.mark.database
def test_somebody_signed_in_finds_it_everywhere_and_nobody_else_does(page: LifeEventPage) -> None:
    first, second = signed_in(), signed_in()
    said(first, "poor")
    tick(second, MIDWIFE)
    assert states(second.page)[MIDWIFE] == "Done"
    tick(first, ALLOWANCE)
    first.go(AT)
    assert (states(first.page)[MIDWIFE], states(first.page)[ALLOWANCE]) == (
        "Done",
        "Done",
    )  # two tabs, both kept
    assert f'href="{AT}"' in second.go("/my/")
    stranger = signed_in("bob@example.org")
    stranger.go(AT)
    assert stranger.at == f"{AT}ask/"
    mine = Checklist.objects.get()
    session = stranger.client.session
    session["checklists"] = {mine.event: {"kept": str(mine.pk), "forms": [], "bookings": []}}
    session.save()
    stranger.go(AT)
    assert stranger.at == f"{AT}ask/"
    assert {event.codes["what"] for event in Event.objects.filter(kind="checklist_changed")} == {
        "begun",
        "ticked",
    }


def test_what_was_begun_before_signing_in_is_put_into_the_account(page: LifeEventPage) -> None:
    visitor = made("poor")
    tick(visitor, MIDWIFE)
    assert "account/" in visitor.go(f"{AT}keep/")
    user = User.objects.create_user("ann@example.org")
    visitor.client.force_login(user)
    assert "is not in your account yet" in visitor.go(AT)
    visitor.send(f"{AT}keep/")
    mine = Checklist.objects.get(owner=user)
    assert set(mine.contents.marks) == {MIDWIFE}
    assert "in your account" in visitor.page

    other = made()
    tick(other, PERMIT, "not_needed")
    other.client.force_login(user)
    assert "You also began this list before you signed in." in other.go(AT)
    other.send(f"{AT}keep/")
    assert set(Checklist.objects.get().contents.marks) == {MIDWIFE, PERMIT}
    assert "You also began" not in other.go(AT)

    begun = made()
    begun.start()
    begun.client.force_login(user)
    begun.send(f"{AT}keep/")
    begun.send(f"{AT}keep/")
    row = Checklist.objects.get()
    assert row.belongings.get().application == begun.application
    assert states(begun.go(AT))[PERMIT] == "Started"


def test_it_is_thrown_away_when_somebody_says_so_or_when_nobody_uses_it(page: LifeEventPage, capsys) -> None:
    visitor = made()
    visitor.start()
    assert "Throw this list away?" in visitor.go(f"{AT}throw-away/")
    assert Checklist.objects.count() == 1
    visitor.send(f"{AT}throw-away/")
    assert visitor.at == "/life-events/a-baby/"
    assert Checklist.objects.count() == 0
    assert Application.objects.count() == 1
    visitor.go(AT)
    assert visitor.at == f"{AT}ask/"

    said(signed_in())
    with time_machine.travel(timezone.now() + timedelta(days=179)):
        call_command("purge_checklists")
        signed_in().go(AT)
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        call_command("purge_checklists")
        assert Checklist.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=360)):
        call_command("purge_checklists")
    assert Checklist.objects.count() == 0
    assert "1 checklists deleted" in capsys.readouterr().out


def test_a_window_that_comes_late_is_told_that_the_list_is_gone(page: LifeEventPage) -> None:
    said(signed_in())
    row = Checklist.objects.get()
    Checklist.objects.all().delete()
    actions.throw_away(checklist=row, **WHO)
    with pytest.raises(actions.ChecklistGone):
        actions.change(checklist=row, do=lambda held: held, what="ticked", **WHO)
    with pytest.raises(actions.ChecklistGone):
        actions.keep_in_account(checklist=row, user=User.objects.get(), **WHO)


def test_in_another_language_it_is_the_same_list(settings) -> None:
    publish_site(("en", "cy"))
    visitor = made("employed")
    tick(visitor, MIDWIFE)
    welsh = visitor.go(f"/cy{AT}")
    assert "Dod o hyd i fydwraig" in welsh
    assert len(re.findall(r'id="thing-', welsh)) == 5
    assert re.search(rf'id="thing-{MIDWIFE}".*?govuk-tag any-tag--good', welsh, re.DOTALL)
    assert "Mae gennych gyflogwr" in welsh


def test_it_prints_with_boxes_days_addresses_and_telephones(page: LifeEventPage) -> None:
    visitor = Visitor()
    visitor.send(f"{AT}ask/", on_day="22", on_month="11", on_year="2026")
    tick(visitor, MIDWIFE)
    answer = visitor.client.get(f"{AT}print/")
    assert answer.headers["Content-Type"] == "application/pdf"
    words = words_of(answer.content)
    for each in (
        "Having a baby",
        "By 3 January 2027",
        "1 of 4 things done",
        "/services/permit/",
        "01632 960100",
    ):
        assert each in words
    assert visitor.client.get(f"{AT}print/?language=xx").status_code == 404


def test_what_the_page_says_by_the_name_of_a_fact_stands_on_the_list_and_on_paper(monkeypatch) -> None:
    grant = define(key="grant", label="Grant", kind=FactKind.MONEY)
    set_value(fact=grant, content=Decimal(500), effective_from=timezone.localdate(), by=SYSTEM)
    monkeypatch.setitem(WORDS["en"], "money", "Claim the grant of {fact:grant}")
    monkeypatch.setitem(WORDS["en"], "day", "When did you ask for {fact:grant}?")
    publish_site(("en",))
    visitor = made("poor")
    assert "When did you ask for £500?" in visitor.go(f"{AT}ask/")
    assert "Claim the grant of £500" in visitor.go(AT)
    assert "Claim the grant of £500" in words_of(visitor.client.get(f"{AT}print/").content)


@pytest.mark.pdf
def test_the_printed_list_is_accessible(page: LifeEventPage, verapdf: VeraPdf) -> None:
    visitor = made("poor")
    tick(visitor, MIDWIFE)
    assert verapdf.broken_rules(visitor.client.get(f"{AT}print/?print=large").content) == []


def test_addresses_of_lists_that_are_not_are_not_found(page: LifeEventPage) -> None:
    browser = Client()
    assert browser.get("/checklists/nothing/").status_code == 404
    assert browser.get(f"{AT}tick/").status_code in (302, 405)
    assert browser.post(f"{AT}tick/", {"thing": MIDWIFE, "mark": "done"}).url == f"{AT}ask/"
    assert "no-store" in browser.get(f"{AT}ask/")["Cache-Control"]
