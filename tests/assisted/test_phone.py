"""Helping somebody on the phone: find, check, ask what is open, submit with spoken words."""

import pytest
from django.test import Client
from django.urls import reverse

from services.applications import queries
from services.applications.actions import save_step
from services.applications.choices import State
from services.applications.models import Application, Event
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.roles import StaffRole
from tests import builders
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def begun() -> Application:
    """Somebody has said online who they are."""
    application = builders.draft()
    for step, values in (
        ("who", {"who": "me"}),
        ("person", {"name": {"given": "Ann", "family": "Lee"}, "born": "1980-02-01"}),
    ):
        save_step(application=application, step=step, values=values, by=citizen(), channel=Channel.ONLINE)
    return application


def pick_up(desk: Client, channel: str = "phone") -> AssistedSession:
    answer = desk.post(reverse("assisted:home"), {"channel": channel, "authority": "self"})
    assert answer.status_code == 302, answer.content.decode()
    return AssistedSession.objects.get(ended_at__isnull=True)


def send(desk: Client, name: str, *args: object, **data: str):
    return desk.post(reverse(f"assisted:{name}", args=args), data)


def checked(desk: Client, application: Application, channel: str = "counter") -> AssistedSession:
    call = pick_up(desk, channel)
    send(desk, "choose", call.pk, reference=application.reference)
    send(desk, "check_document", call.pk)
    send(desk, "consent", call.pk)
    return call


def test_a_search_by_name_and_birth_shows_that_it_exists_and_nothing_in_it(
    desk: Client, begun: Application
) -> None:
    call = pick_up(desk)
    page = send(
        desk,
        "find",
        call.pk,
        last_name="lee",
        **{"born-day": "1", "born-month": "2", "born-year": "1980"},
    )
    assert begun.reference in page.content.decode()
    assert "Ann" not in page.content.decode()


def test_nothing_of_an_application_opens_before_the_caller_is_checked(
    desk: Client, begun: Application
) -> None:
    call = pick_up(desk)
    send(desk, "choose", call.pk, reference=begun.reference)
    assert desk.get(reverse("assisted:ask", args=[call.pk, "person"])).status_code == 403
    assert not Event.objects.filter(kind="looked_at").exists()


def test_what_was_told_online_is_shown_with_where_it_came_from_and_not_asked_again(
    desk: Client, begun: Application
) -> None:
    call = checked(desk, begun)
    page = desk.get(reverse("assisted:ask", args=[call.pk, "person"])).content.decode()
    assert "Ann Lee" in page
    assert "Online, on" in page or "online, on" in page
    assert 'name="name-given"' not in page


def test_an_answer_keyed_for_somebody_is_theirs_and_says_who_keyed_it(
    desk: Client, begun: Application
) -> None:
    call = checked(desk, begun)
    send(desk, "ask", call.pk, "proof", **{"proof-way": "post"})
    source = queries.sources_of(begun)["proof", ""]
    assert (source.channel, source.given_by, source.keyed_by_id) == (
        Channel.COUNTER,
        "citizen",
        call.staff_id,
    )


def test_a_spoken_declaration_submits_and_is_recorded(desk: Client) -> None:
    application = builders.filled(builders.draft())
    call = checked(desk, application)
    refused = send(desk, "read_back", call.pk)
    assert "Select how they agreed" in refused.content.decode()
    send(desk, "read_back", call.pk, declared="spoken")
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert application.receipt.declared_how == "spoken"
    assert application.receipt.declared_to_id == call.staff_id


def test_every_look_is_written_down_once_a_minute(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    for _ in range(3):
        desk.get(reverse("assisted:session", args=[call.pk]))
    assert Event.objects.filter(kind="looked_at", application=begun, user=call.staff).count() == 1


def test_a_colleague_cannot_walk_into_somebody_elses_call(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    colleague = at_the_desk(member(StaffRole.ADVISER, "other@example.org"))
    assert colleague.get(reverse("assisted:session", args=[call.pk])).status_code == 403


def test_a_fresh_code_is_shown_once_and_spelled(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    page = send(desk, "code", call.pk, fact="Lee").content.decode()
    assert begun.reference in page
    assert begun.resume_codes.filter(way="spoken").count() == 1


def test_a_repeat_is_asked_row_by_row(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    answer = send(desk, "add_row", call.pk, "medicines")
    desk.post(answer.url, {"medicine": "Aspirin", "dose": ""})
    rows = queries.answers_of(begun).rows["medicines"]
    assert list(rows.values()) == [{"medicine": "Aspirin", "dose": None}]
    page = desk.get(reverse("assisted:ask", args=[call.pk, "medicines"])).content.decode()
    assert "Aspirin" in page


@pytest.mark.django_db(transaction=True)
def test_wrong_facts_confirm_nothing_and_are_limited(desk: Client, begun: Application) -> None:
    call = pick_up(desk)
    send(desk, "choose", call.pk, reference=begun.reference)
    wrong = {"check_born-day": "1", "check_born-month": "2", "check_born-year": "1981", "postcode": "ZZ1 1AA"}
    pages = [send(desk, "check_facts", call.pk, **wrong).content.decode() for _ in range(11)]
    assert "does not match" in pages[0]
    assert "1980" not in pages[0]
    assert "does not match" not in pages[-1]
    call.refresh_from_db()
    assert call.check_made == "none"


def test_a_caller_is_helped_in_the_language_that_they_want(desk: Client) -> None:
    builders.small_form()
    welsh = {"channel": "phone", "authority": "self", "language": "cy"}
    answer = desk.post(reverse("assisted:home"), welsh)
    assert answer.url.startswith("/cy/desk/help/")
    call = AssistedSession.objects.get(ended_at__isnull=True)
    desk.post(f"/cy/desk/help/{call.pk}/new/", {"form": "small"})
    desk.post(f"/cy/desk/help/{call.pk}/consent/")
    assert Application.objects.get().language == "cy"
    assert "Who is it for? (Cymraeg)" in desk.get(f"/cy/desk/help/{call.pk}/ask/who/").content.decode()


def test_somebody_who_calls_through_a_relay_speaks_for_themselves(desk: Client, begun: Application) -> None:
    desk.post(reverse("assisted:home"), {"channel": "phone", "authority": "relay"})
    call = AssistedSession.objects.get(ended_at__isnull=True)
    send(desk, "choose", call.pk, reference=begun.reference)
    send(desk, "check_document", call.pk)
    send(desk, "consent", call.pk)
    page = desk.get(reverse("assisted:ask", args=[call.pk, "proof"])).content.decode()
    assert "Speak to the person, not to the relay." in page
    send(desk, "ask", call.pk, "proof", **{"proof-way": "post"})
    assert queries.sources_of(begun)["proof", ""].given_by == "citizen"


def test_an_unfinished_row_is_gone_on_with_where_it_is_open(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    answer = send(desk, "add_row", call.pk, "medicines")
    page = desk.get(reverse("assisted:ask", args=[call.pk, "medicines"])).content.decode()
    assert "Finish<span" in page
    desk.post(answer.url, {"medicine": "Aspirin", "dose": ""})
    assert "Medicine 1: <bdi>Aspirin</bdi>" in desk.get(answer.url).content.decode()
