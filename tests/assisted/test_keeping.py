"""An adviser's session ends in the middle of a page: nothing that was typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.access import typing_pass
from services.applications.actions import add_to_account
from services.applications.models import Application
from services.applications.queries import answers_of, typed_of
from services.assisted.models import AssistedSession
from services.identity.models import User
from services.identity.roles import StaffRole
from tests.assisted.test_phone import begun as begun
from tests.assisted.test_phone import checked, send
from tests.builders import draft
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
KEYED = {"who": "other", "name-given": "Cy", "born-day": "3"}


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def call(desk: Client) -> AssistedSession:
    return checked(desk, draft(), "paper")


def application_of(call: AssistedSession) -> Application:
    call.refresh_from_db()
    return Application.objects.get(pk=call.application_id)


def passed(desk: Client, call: AssistedSession, address: str) -> str:
    """The pass that a page carries."""
    page = desk.get(address).content.decode()
    call.refresh_from_db()
    found = page.partition('name="step-pass" value="')[2].partition('"')[0]
    assert found
    return found


def test_what_was_keyed_when_the_session_ended_is_there_after_signing_in_again(
    desk: Client, call: AssistedSession
) -> None:
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    token = passed(desk, call, address)
    staff = call.staff
    desk.logout()
    answer = desk.post(address, {**KEYED, "step-pass": token})
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next=%2Fdesk%2Fhelp%2F{call.pk}%2Fkey%2Fyou%2F")
    assert "We kept what you typed." in desk.get(answer.url).content.decode()
    assert answers_of(application_of(call)).values == {}, "nobody was signed in: it is not an answer yet"
    page = at_the_desk(staff).get(address).content.decode()
    assert 'value="Cy"' in page
    assert 'value="3"' in page


def test_what_was_asked_when_the_session_ended_is_kept_too(desk: Client, begun: Application) -> None:
    call = checked(desk, begun, "phone")
    send(desk, "check_document", call.pk)
    address = reverse("assisted:ask", args=[call.pk, "proof"])
    token = passed(desk, call, address)
    desk.logout()
    desk.post(address, {"proof-way": "post", "step-pass": token})
    assert typed_of(begun, "proof") == {"proof": {"way": "post"}}


def test_without_the_page_s_own_pass_nothing_is_kept(desk: Client, call: AssistedSession) -> None:
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    other = typing_pass(draft())
    desk.logout()
    for token in ("", "made up", other):
        answer = desk.post(address, {**KEYED, "step-pass": token})
        assert "next" not in answer.url
    assert typed_of(application_of(call), "person") is None


def test_after_the_help_ended_nothing_is_kept(desk: Client, call: AssistedSession) -> None:
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    token = passed(desk, call, address)
    send(desk, "end", call.pk, outcome="continues")
    desk.logout()
    desk.post(address, {**KEYED, "step-pass": token})
    assert typed_of(application_of(call), "person") is None


def test_what_an_adviser_left_half_typed_hides_no_answer_on_the_web(desk: Client, begun: Application) -> None:
    """The script asks only what is open: on the web the whole step is shown."""
    call = checked(desk, begun, "phone")
    send(desk, "check_document", call.pk)
    token = typing_pass(begun)
    wrong = {"born-day": "31", "born-month": "2", "born-year": "1980", "step-pass": token}
    desk.post(reverse("assisted:ask", args=[call.pk, "person"]) + "?change=born", wrong)
    kept = typed_of(begun, "person")
    assert kept is not None
    assert "name" not in kept
    ann = User.objects.create_user("ann@example.org")
    add_to_account(application=begun, user=ann)
    at_home = Client()
    at_home.force_login(ann)
    keyed = desk.get(reverse("assisted:key_page", args=[call.pk, "you"])).content.decode()
    online = at_home.get(reverse("online:step", args=["small", begun.pk, "person"])).content.decode()
    for page in (keyed, online):
        assert 'value="Ann"' in page
        assert 'value="31"' in page
