"""Two people at one application at once: no answer is lost, and where they differ the person chooses."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.actions import add_row, save_step
from services.applications.models import Application
from services.applications.queries import answers_of, sources_of, typed_of
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.rules import Value
from services.identity.actors import citizen
from services.identity.roles import StaffRole
from tests.assisted.test_phone import checked, send
from tests.builders import ONLINE, draft
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
ANN = {"name-given": "Ann", "name-family": "Lee", "born-day": "1", "born-month": "2", "born-year": "1980"}
TITLE = "Somebody else answered this meanwhile"


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def application() -> Application:
    return draft()


@pytest.fixture
def call(desk: Client, application: Application) -> AssistedSession:
    return checked(desk, application)


def hidden(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def at_home(application: Application, step: str, **values: Value) -> None:
    """The person answers online in the meantime."""
    save_step(application=application, step=step, values=values, by=citizen(), channel=ONLINE)


def opened(desk: Client, address: str) -> dict[str, str]:
    """What a page sends back unseen."""
    page = desk.get(address).content.decode()
    return {"step-seen": hidden(page, "step-seen")}


def chosen_of(desk: Client, call: AssistedSession, page: str, **chosen: str):
    """Press the button under two answers."""
    names = [f"step-{name}" for name in ("row", "seen", "onward", "on-paper", "keys")]
    form = page.partition("<form method")[2].partition("</form>")[0]
    typed = dict(
        re.findall(r'<input type="hidden" name="([a-z][a-z0-9_]*(?:-[a-z]+)?)" value="([^"]*)">', form)
    )
    which = {f"step-which-{key}": answer for key, answer in chosen.items()}
    sent = {**typed, **{name: hidden(page, name) for name in names}, **which}
    return desk.post(reverse("assisted:clash", args=[call.pk]), sent)


def their_choice(page: str, question: str) -> str:
    """What choosing the answer that came meanwhile sends."""
    return re.findall(rf'name="step-which-{question}"[^>]* value="([^"]+)"', page)[0]


def settled(desk: Client, call: AssistedSession, page: str, **chosen: str) -> str:
    answer = chosen_of(desk, call, page, **chosen)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def test_what_was_typed_while_the_person_answered_at_home_is_put_to_them(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    at_home(application, "who", who="me")
    address = reverse("assisted:ask", args=[call.pk, "person"])
    page = opened(desk, address)
    at_home(application, "person", name={"given": "Anna", "family": "Lee"}, born="1980-02-01")
    answer = desk.post(address, {**ANN, **page})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert TITLE in shown
    assert "Anna Lee" in shown
    assert "Ann Lee" in shown
    assert "Date of birth" not in shown, "they agree about that"
    assert " checked>" not in shown, "nothing is chosen for them"
    assert answers_of(application).values["name"] == {"given": "Anna", "family": "Lee"}
    onward = settled(desk, call, shown, name="mine")
    assert answers_of(application).values["name"] == {"given": "Ann", "family": "Lee"}
    assert sources_of(application)["name", ""].channel is Channel.COUNTER
    assert typed_of(application, "person") is None
    assert onward == reverse("assisted:ask", args=[call.pk, "medicines"])


def test_the_answer_from_home_stands_if_it_is_the_right_one(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    address = reverse("assisted:ask", args=[call.pk, "who"])
    page = opened(desk, address)
    at_home(application, "who", who="other")
    shown = desk.post(address, {"who": "me", **page}).content.decode()
    theirs = their_choice(shown, "who")
    settled(desk, call, shown, who=theirs)
    assert answers_of(application).values["who"] == "other"
    assert sources_of(application)["who", ""].channel is ONLINE


def test_a_third_answer_is_asked_about_again(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    at_home(application, "who", who="me")
    address = reverse("assisted:ask", args=[call.pk, "person"])
    page = opened(desk, address)
    at_home(application, "person", name={"given": "Anna", "family": "Lee"})
    shown = desk.post(address, {**ANN, **page}).content.decode()
    old = their_choice(shown, "name")
    at_home(application, "person", name={"given": "Anne", "family": "Lee"})
    again = chosen_of(desk, call, shown, name=old)
    assert again.status_code == 409
    assert "Anne Lee" in again.content.decode()
    assert "Choose the right answer" in again.content.decode()


def test_two_advisers_hear_of_each_other(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    address = reverse("assisted:ask", args=[call.pk, "who"])
    page = opened(desk, address)
    colleague = at_the_desk(member(StaffRole.ADVISER, "other@example.org"))
    colleague.post(reverse("assisted:home"), {"channel": "counter", "authority": "self"})
    other = AssistedSession.objects.exclude(pk=call.pk).get()
    for name in ("choose", "check_document", "consent"):
        send(colleague, name, other.pk, reference=application.reference)
    send(colleague, "ask", other.pk, "who", who="other")
    shown = desk.post(address, {"who": "me", **page}).content.decode()
    assert TITLE in shown
    assert "Sam Carter" in shown


def test_keying_a_page_takes_nothing_back_that_was_changed_elsewhere(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    """The page was filled in with the earlier answer: sending it back is no second opinion."""
    at_home(application, "who", who="me")
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    page = opened(desk, address)
    at_home(application, "who", who="other")
    assert desk.post(address, {"who": "me", **ANN, **page}).status_code == 302
    values = answers_of(application).values
    assert (values["who"], values["born"]) == ("other", "1980-02-01")


def test_keying_something_else_is_put_to_the_person_and_the_rest_is_saved(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    page = opened(desk, address)
    at_home(application, "who", who="other")
    shown = desk.post(address, {"who": "me", **ANN, "born-day": "41", **page}).content.decode()
    assert TITLE in shown
    assert answers_of(application).values["name"] == {"given": "Ann", "family": "Lee"}
    assert settled(desk, call, shown, who="mine") == address
    assert answers_of(application).values["who"] == "me"
    assert sources_of(application)["who", ""].channel is Channel.PAPER
    typed = typed_of(application, "person")
    assert typed is not None
    assert typed["born"]["day"] == "41"


def test_what_clashes_is_kept_with_what_cannot_be_read_on_the_same_page(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    at_home(application, "who", who="me")
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    page = opened(desk, address)
    at_home(application, "person", name={"given": "Anna", "family": "Lee"})
    desk.post(address, {"who": "me", **ANN, "born-day": "41", **page})
    typed = typed_of(application, "person")
    assert typed is not None
    assert (typed["name"]["given"], typed["born"]["day"]) == ("Ann", "41")


def test_a_row_can_clash_too(desk: Client, call: AssistedSession, application: Application) -> None:
    row = add_row(application=application, repeat="medicines", by=citizen(), channel=ONLINE).pk
    address = reverse("assisted:ask_row", args=[call.pk, "medicines", row, "medicine"])
    page = opened(desk, address)
    save_step(
        application=application,
        step="medicine",
        row=row,
        values={"medicine": "Aspirin", "dose": None},
        by=citizen(),
        channel=ONLINE,
    )
    shown = desk.post(address, {"medicine": "Paracetamol", "dose": "", **page}).content.decode()
    assert "Aspirin" in shown
    settled(desk, call, shown, medicine="mine")
    assert answers_of(application).rows["medicines"][row]["medicine"] == "Paracetamol"


def test_the_way_on_leads_nowhere_else(desk: Client, call: AssistedSession) -> None:
    answer = send(desk, "clash", call.pk, **{"step-onward": "https://example.com/", "step-seen": "x"})
    assert answer.url == reverse("assisted:session", args=[call.pk])


def test_a_question_that_is_not_asked_any_more_keeps_what_was_typed(
    desk: Client, call: AssistedSession, application: Application
) -> None:
    at_home(application, "who", who="other")
    address = reverse("assisted:ask", args=[call.pk, "helper"])
    page = opened(desk, address)
    at_home(application, "who", who="me")
    answer = desk.post(address, {"helper": "Jo Lee", **page}, follow=True)
    assert "do not lead to this question any more" in answer.content.decode()
    assert typed_of(application, "helper") == {"helper": {"": "Jo Lee"}}
