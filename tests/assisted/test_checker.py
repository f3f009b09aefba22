"""A checker with a caller: the same script, a result to read aloud, and on into the application."""

import pytest
from django.test import Client

from portal.sample.forms import load_form
from services.applications.models import Application
from services.applications.queries import answers_of
from services.assisted.models import AssistedSession
from services.identity.roles import StaffRole
from tests.assisted.test_phone import pick_up, send
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def call(desk: Client) -> AssistedSession:
    for key in ("blue-badge-check", "blue-badge"):
        load_form(key)
    found = pick_up(desk)
    send(desk, "new", found.pk, form="blue-badge-check")
    send(desk, "consent", found.pk)
    return found


def asked(desk: Client, call: AssistedSession, step: str, **answers: str) -> None:
    page = desk.get(f"/desk/help/{call.pk}/ask/{step}/").content.decode()
    assert "(optional)" not in page
    assert desk.post(f"/desk/help/{call.pk}/ask/{step}/", answers).status_code == 302


def test_a_caller_is_asked_and_told_the_result(desk: Client, call: AssistedSession) -> None:
    asked(desk, call, "who-for", who_for="organisation")
    so_far = desk.get(f"/desk/help/{call.pk}/result/").content.decode()
    assert "We cannot tell yet if you can get a Blue Badge." in so_far
    assert "Does it care for disabled people?" in so_far
    asked(desk, call, "organisation-work", organisation_cares="yes", organisation_drives="yes")
    answer = desk.get(f"/desk/help/{call.pk}/read-back/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith("/result/")
    assert "It looks as if you can get a Blue Badge." in page
    assert "We only ask for proof." in page
    workspace = desk.get(f"/desk/help/{call.pk}/").content.decode()
    assert "Read the result aloud" in workspace
    assert "Read back and send" not in workspace
    assert send(desk, "paper", call.pk)["Content-Type"] == "application/pdf"


def test_the_answers_go_on_into_the_application(desk: Client, call: AssistedSession) -> None:
    asked(desk, call, "who-for", who_for="organisation")
    asked(desk, call, "organisation-work", organisation_cares="yes", organisation_drives="yes")
    assert send(desk, "result_apply", call.pk).status_code == 302
    begun = Application.objects.latest("started_at")
    assert begun.version.form.key == "blue-badge"
    assert answers_of(begun).values == {
        "who_for": "organisation",
        "organisation_cares": True,
        "organisation_drives": True,
    }
    call.refresh_from_db()
    assert call.application == begun
    assert desk.get(f"/desk/help/{call.pk}/result/").url.endswith("/read-back/")
    send(desk, "result_apply", call.pk)
    assert Application.objects.count() == 2
