"""An adviser opens the same checklist with the person they help, and nobody else's."""

import pytest
from django.test import Client

from content.checks.conditions import unknown_conditions
from content.gate import problems
from content.models import LifeEventPage
from services.applications.models import Application, Event
from services.checklists.models import Checklist
from services.identity.actors import citizen
from services.identity.models import User
from services.identity.roles import StaffRole
from tests import builders
from tests.assisted.test_phone import checked, pick_up, send
from tests.checklists.test_web import AT, made, said, signed_in, states, tick
from tests.checklists.world import ALLOWANCE, MIDWIFE, PERMIT, SMP, fill, publish_site
from tests.paper.conftest import words_of
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def page() -> LifeEventPage:
    return publish_site()


def opened(desk: Client, where: str) -> str:
    answer = desk.get(where, follow=True)
    assert answer.status_code == 200, where
    return answer.content.decode()


def test_the_adviser_sees_and_changes_the_list_that_its_person_sees(
    page: LifeEventPage, desk: Client
) -> None:
    visitor = made("poor")
    tick(visitor, MIDWIFE)
    visitor.start()
    call = checked(desk, visitor.application)
    lists = f"/desk/help/{call.pk}/checklists/"
    assert lists in opened(desk, f"/desk/help/{call.pk}/")
    assert "Begun" in opened(desk, lists)
    seen = opened(desk, f"{lists}a-baby/")
    assert (states(seen)[MIDWIFE], states(seen)[PERMIT]) == ("Done", "Started")
    assert SMP not in states(seen)
    assert visitor.application.reference in seen
    assert "/apply/small/" not in seen

    desk.post(f"{lists}a-baby/tick/", {"thing": ALLOWANCE, "mark": "done"})
    assert states(visitor.go(AT))[ALLOWANCE] == "Done"
    row = Checklist.objects.get()
    noted = row.contents.ticks[ALLOWANCE]
    assert (noted.role, noted.channel) == ("staff", "counter")
    event = Event.objects.filter(kind="checklist_changed").latest("pk")
    assert (event.user, event.application, event.codes) == (
        call.staff,
        visitor.application,
        {"what": "ticked"},
    )
    assert "1 thing was noted by our staff" in opened(desk, f"{lists}a-baby/")
    assert desk.post(f"{lists}a-baby/tick/", {"thing": "x", "mark": "done"}).status_code == 404
    assert "1 of" in words_of(desk.get(f"{lists}a-baby/print/").content)


def test_a_list_made_at_the_desk_is_opened_by_the_code_of_the_application(
    page: LifeEventPage, desk: Client
) -> None:
    begun = builders.draft()
    call = checked(desk, begun)
    lists = f"/desk/help/{call.pk}/checklists/"
    assert "Do these apply to you?" in opened(desk, f"{lists}a-baby/")
    assert (
        "Choose what applies"
        in desk.post(f"{lists}a-baby/ask/", {"apply": ["none", "poor"]}).content.decode()
    )
    assert desk.post(f"{lists}a-baby/ask/", {"apply": ["employed"]}).url == f"{lists}a-baby/"
    assert SMP in states(opened(desk, f"{lists}a-baby/"))
    desk.post(f"{lists}a-baby/ask/", {"skip": "1"})
    assert Checklist.objects.get().contents.said.apply == {"employed"}
    code = send(desk, "code", call.pk, fact="Lee").content.decode()
    assert "any-code" in code or "code" in code
    assert Checklist.objects.get().belongings.get().application == begun


def test_somebody_elses_list_and_an_unchecked_caller_stay_shut(page: LifeEventPage, desk: Client) -> None:
    said(signed_in())
    call = pick_up(desk)
    lists = f"/desk/help/{call.pk}/checklists/"
    other = builders.draft(by=citizen(User.objects.create_user("bob@example.org")))
    send(desk, "choose", call.pk, reference=other.reference)
    assert desk.get(lists).status_code == 403
    send(desk, "check_document", call.pk)
    send(desk, "consent", call.pk)
    assert "Begun" not in opened(desk, lists)
    assert "Do these apply to you?" in opened(desk, f"{lists}a-baby/")
    assert desk.post(f"{lists}a-baby/tick/", {"thing": MIDWIFE, "mark": "done"}).url.endswith("/ask/")
    assert desk.get(f"{lists}a-baby/print/").status_code == 302
    colleague = at_the_desk(member(StaffRole.ADVISER, "other@example.org"))
    assert colleague.get(lists).status_code in (403, 404, 409)
    mine = builders.start(
        version=Application.objects.get(pk=other.pk).version,
        by=citizen(User.objects.get(email="ann@example.org")),
        channel=builders.ONLINE,
        language="en",
    )
    send(desk, "choose", call.pk, reference=mine.reference)
    send(desk, "check_document", call.pk)
    assert "Begun" in opened(desk, lists)


def test_a_key_that_nobody_is_asked_about_stops_the_page(page: LifeEventPage) -> None:
    assert not [each for each in problems(page) if each.code == "condition_unknown"]
    raw = page.steps.get_prep_value()
    raw[1]["value"]["when"] = "employed, renting"
    raw[3]["value"]["items"][0]["value"]["when"] = "rich"
    asks = [{"type": "condition", "value": {"key": "employed", "text": "You work"}}] * 2
    fill(page, raw, asks)
    found = list(unknown_conditions(page))
    assert [(each.about, each.index) for each in found] == [("renting", 1), ("rich", 3)]
    assert "This is only for “renting”" in found[0].sentence
    lines = [each.line for each in problems(page) if each.weight == "stops"]
    assert any("Another circumstance has the key “employed”" in line for line in lines)
    fill(page, raw, [{"type": "condition", "value": {"key": "Not so", "text": "You work"}}])
    assert any("small letters" in each.line for each in problems(page))
