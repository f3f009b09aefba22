"""What an adviser sees of a form that changed since the person last used it."""

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.actions import publish_form
from services.applications.models import Application
from services.applications.queries import answers_of, typed_of
from services.definitions.versions.fates import CLOSE, MOVE
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests import builders
from tests.applications.test_moving import NO_HELP, edited, filled, fresh
from tests.assisted.test_phone import checked, send
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


def seen(desk: Client, name: str, *args: object) -> str:
    return desk.get(reverse(f"assisted:{name}", args=args), follow=True).content.decode()


def test_an_adviser_tells_what_has_changed_before_anything_is_asked(desk: Client) -> None:
    application = filled()
    call = checked(desk, application)
    publish_form(document=edited(medicine={"meaning": 2}, **NO_HELP), by=SYSTEM, open_drafts=MOVE)
    for page in (seen(desk, "session", call.pk), seen(desk, "ask", call.pk, "who")):
        assert "The form has changed since they last used it" in page
        assert "Their answer before: <bdi>Me</bdi>" in page
        assert "Ask the next question" not in page
    assert "has changed since" in seen(desk, "read_back", call.pk)
    send(desk, "told", call.pk)
    assert "Ask the next question" in seen(desk, "session", call.pk)
    page = seen(desk, "ask", call.pk, "who")
    assert "Your answer before: <bdi>Me</bdi>" in page
    row = application.repeat_rows.get().pk
    page = seen(desk, "ask_row", call.pk, "medicines", row, "medicine")
    assert 'value="Aspirin"' in page
    assert "We now ask for something different." in page


def test_what_an_adviser_typed_into_the_old_form_is_kept_not_saved(desk: Client) -> None:
    application = filled()
    call = checked(desk, application)
    publish_form(document=edited(who={"meaning": 2}), by=SYSTEM, open_drafts=MOVE)
    answer = desk.post(
        reverse("assisted:ask", args=[call.pk, "who"]), {"who": "other", "step-version": "1"}, follow=True
    )
    assert "What you typed is kept." in answer.content.decode()
    assert "who" not in answers_of(fresh(application)).values
    assert typed_of(fresh(application), "who") == {"who": {"": "other"}}


def test_what_was_keyed_into_the_old_form_is_kept_not_saved(desk: Client) -> None:
    application = filled()
    call = checked(desk, application, "paper")
    publish_form(document=edited(born={"meaning": 2}), by=SYSTEM, open_drafts=MOVE)
    keyed = {"who": "other", "name-given": "Cy", "born-day": "3", "born-month": "2", "born-year": "1980"}
    send(desk, "key_page", call.pk, "you", **keyed, **{"step-version": "1"})
    assert answers_of(fresh(application)).values["who"] == "me"
    kept = typed_of(fresh(application), "person")
    assert kept is not None
    assert kept["born"]["day"] == "3"
    send(desk, "told", call.pk)
    page = seen(desk, "key_page", call.pk, "you")
    assert "Your answer before: " in page


def test_an_adviser_begins_a_closed_form_again(desk: Client) -> None:
    application = filled()
    call = checked(desk, application)
    publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=CLOSE)
    page = seen(desk, "session", call.pk)
    assert "they need to begin again" in page
    send(desk, "begin_again", call.pk)
    assert fresh(application).version.number == 2
    assert "Asked again" in seen(desk, "session", call.pk)


def test_nothing_is_told_when_only_words_changed(desk: Client) -> None:
    application: Application = filled()
    call = checked(desk, application)
    publish_form(document=edited(who={"label": builders.both("Whom?")}), by=SYSTEM, open_drafts=MOVE)
    assert "has changed" not in seen(desk, "session", call.pk)
    assert fresh(application).version.number == 2
