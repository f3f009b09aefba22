"""What is missing is asked for by a letter or a call that lists only those questions."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from services.applications.actions import erase, save_step
from services.applications.models import Application, Event
from services.assisted.missing.actions import put_on_list
from services.assisted.missing.models import CallToMake
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.contact import ContactWay, Way
from services.identity.models import User
from services.identity.people import person_of, set_ways
from services.identity.roles import StaffRole
from services.notifications import letters
from services.notifications.contents import unseal
from services.notifications.models import Message, State
from tests import builders
from tests.assisted.test_mailroom import ADDRESS
from tests.assisted.test_phone import checked, send
from tests.notifications.notify_stand_in import faults
from tests.paper.test_copies import let_in
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

NAME = {"given": "Ann", "family": "Lee"}


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


def begun(*, language: str = "en", address: bool = True) -> Application:
    """Somebody who has told us name, number and perhaps address, and left out the rest."""
    content = builders.small_document().model_dump(mode="json")
    more: list[dict[str, Any]] = [
        {"kind": "phone", "key": "phone", "label": builders.both("Your number"), "identifies": "phone"},
        {"kind": "address", "key": "home", "label": builders.both("Home"), "identifies": "postcode"},
    ]
    content["steps"][2]["questions"] += [{**question, "required": False} for question in more]
    application = builders.start(
        version=builders.small_form(steps=content["steps"]),
        by=citizen(),
        channel=Channel.PAPER,
        language=language,
    )
    told = {
        "name": NAME,
        "born": "1980-02-01",
        "phone": "+447700900123",
        "home": ADDRESS if address else None,
    }
    save_step(application=application, step="person", values=told, by=citizen(), channel=Channel.PAPER)
    return application


def ask(desk: Client, application: Application, how: str, capture: Any) -> str:
    """Key their form, and ask for what is missing; return the page that it leads to."""
    AssistedSession.objects.filter(ended_at__isnull=True).update(ended_at=timezone.now(), outcome="continues")
    session = checked(desk, application, "paper")
    with capture(execute=True):
        answer = desk.post(reverse("assisted:missing", args=[session.pk]), {"do": how}, follow=True)
    return answer.content.decode()


def answer_all(application: Application) -> None:
    builders.filled(application)


@pytest.fixture
def capture(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_letter_lists_only_what_is_missing_with_room_to_answer(desk: Client, capture: Any) -> None:
    application = begun()
    page = ask(desk, application, "letter", capture)
    assert "A letter with these questions is waiting" in page
    assert "A letter with what was missing was written on" in page
    letter = Message.objects.get(kind="answers_missing")
    assert (letter.state, unseal(letter).to) == (
        State.TO_PRINT,
        "Ann Lee\n4 Quay Lane\nLantern Bay\nZZ1 1AA",
    )
    pdf = letters.drawn([letter])
    assert letters.pages_of(pdf, 1) == [2]
    assert list(faults(pdf.pdf)) == []
    pages = [each.extract_text() for each in PdfReader(BytesIO(pdf.pdf)).pages]
    assert "Please answer by" in pages[0]
    assert "Who is it for?" not in pages[0]
    sheet = "".join(pages[1:])
    for said in ("Who is it for?", "Someone else", "Medicine 1", "Name of the medicine", "Proof of address"):
        assert said in sheet
    for answered in ("Your own name", "Date of birth", "Your number"):
        assert answered not in sheet
    assert application.reference in pages[1]
    assert "Lantern Bay Council" in sheet
    assert Event.objects.filter(kind="answers_asked", application=application).get().codes["questions"] == 4
    assert "Questions that still need an answer" in desk.get(reverse("assisted:letters")).content.decode()


def test_a_second_letter_takes_the_place_of_one_not_posted_and_answers_call_it_off(
    desk: Client, capture: Any
) -> None:
    application = begun()
    ask(desk, application, "letter", capture)
    save_step(application=application, step="who", values={"who": "me"}, by=citizen(), channel=Channel.ONLINE)
    ask(desk, application, "letter", capture)
    first, second = Message.objects.order_by("sequence")
    assert (first.state, second.state) == (State.VOID, State.TO_PRINT)
    assert "Who is it for?" not in unseal(second).enclosed
    answer_all(application)
    assert "No letter is waiting" in desk.get(reverse("assisted:letters")).content.decode()
    assert "Nothing is missing any more" in ask(desk, application, "letter", capture)


def test_the_letter_is_in_the_person_s_language(desk: Client, capture: Any) -> None:
    ask(desk, begun(language="ar"), "letter", capture)
    letter = Message.objects.get()
    assert letter.language == "ar"
    assert "مرجع" in unseal(letter).enclosed + unseal(letter).body
    pdf = letters.drawn([letter])
    assert letters.pages_of(pdf, 1) == [2]  # the words on one page, the sheet on the next
    assert PdfReader(BytesIO(pdf.pdf)).root_object["/Lang"] == "ar"


def test_without_an_address_the_call_is_offered(desk: Client, capture: Any) -> None:
    application = begun(address=False)
    page = ask(desk, application, "letter", capture)
    assert "They gave us no postal address" in page
    assert not Message.objects.exists()
    page = ask(desk, application, "call", capture)
    assert 'value="letter"' not in page
    assert "On the list of calls since" in page


@pytest.mark.database
def test_a_call_waits_until_its_questions_are_answered_in_whatever_channel(
    desk: Client, capture: Any
) -> None:
    application = begun()
    ask(desk, application, "call", capture)
    page = desk.get(reverse("assisted:calls")).content.decode()
    for said in ("Ann Lee", application.reference, "07700 900123", "Who is it for?", "Not tried yet."):
        assert said in page
    assert "Date of birth" not in page
    colleague = member(StaffRole.ADVISER, "other@example.org")
    at_the_desk(colleague).get(reverse("assisted:calls"))
    assert Event.objects.filter(kind="looked_at", application=application, user=colleague).count() == 1
    answer_all(application)
    assert "Nobody is waiting for a call." in desk.get(reverse("assisted:calls")).content.decode()


def test_three_calls_in_vain_or_a_wrong_number_suggest_the_letter(
    desk: Client, capture: Any, settings: Any
) -> None:
    settings.CALL_TRIES = 2
    application = begun()
    ask(desk, application, "call", capture)
    for _ in range(2):
        assert "It is time to write" not in desk.get(reverse("assisted:calls")).content.decode()
        send(desk, "call", application.pk, do="not_reached")
    page = desk.get(reverse("assisted:calls")).content.decode()
    assert "It is time to write to them instead." in page
    assert "Tried 2 times:" in page
    with capture(execute=True):
        send(desk, "call", application.pk, do="letter")
    assert Message.objects.get().kind == "answers_missing"
    assert not CallToMake.objects.exists()
    gone = desk.post(reverse("assisted:call", args=[application.pk]), {"do": "not_reached"}, follow=True)
    assert "A colleague dealt with this call" in gone.content.decode()
    ask(desk, application, "call", capture)
    send(desk, "call", application.pk, do="wrong_number")
    assert "It is time to write" in desk.get(reverse("assisted:calls")).content.decode()
    send(desk, "call", application.pk, do="drop")
    kinds = [event.kind for event in Event.objects.filter(kind__startswith="call_")]
    assert kinds == ["call_tried", "call_tried", "call_tried", "call_dropped"]


def test_whoever_is_reached_is_checked_and_asked_only_what_is_missing(desk: Client, capture: Any) -> None:
    application = begun()
    before = checked(desk, application)
    assert "Still to ask" not in desk.get(reverse("assisted:session", args=[before.pk])).content.decode()
    ask(desk, application, "call", capture)
    AssistedSession.objects.update(ended_at=timezone.now(), outcome="continues")
    there = send(desk, "call", application.pk, do="reached")
    session = AssistedSession.objects.get(ended_at__isnull=True)
    assert (session.channel, session.application_id) == ("phone", application.pk)
    assert "Who is it for?" not in desk.get(there.url).content.decode()  # nothing before the check
    send(desk, "check_document", session.pk)
    send(desk, "consent", session.pk)
    page = desk.get(there.url).content.decode().partition("Still to ask")[2].partition("</section>")[0]
    assert "1. Who is it for?" in page
    assert "Date of birth" not in page
    assert reverse("assisted:ask", args=[session.pk, "who"]) in page


def test_a_number_that_is_not_safe_is_not_shown(desk: Client, capture: Any) -> None:
    application = begun()
    application.owner = User.objects.create_user("ann@example.org", name="Ann Lee")
    application.save(update_fields=["owner"])
    way = ContactWay(Way.PHONE, "07700 900999", safe=False)
    set_ways(person=person_of(application.owner), ways=[way], language="en")
    ask(desk, application, "call", capture)
    page = desk.get(reverse("assisted:calls")).content.decode()
    assert "Do not call" in page
    assert "07700" not in page


def test_the_person_reads_what_we_wait_for(client: Client, desk: Client, capture: Any) -> None:
    application = begun()
    let_in(client, application)
    check = reverse("online:check", args=["small", application.pk])
    assert "We are waiting for your answers" not in client.get(check).content.decode()
    ask(desk, application, "call", capture)
    page = client.get(check).content.decode()
    assert "We are waiting for your answers to these questions:" in page
    assert "Who is it for?" in page
    answer_all(application)
    assert "We are waiting for your answers" not in client.get(check).content.decode()


def test_what_is_asked_goes_when_the_draft_does(desk: Client, capture: Any) -> None:
    application = begun()
    ask(desk, application, "letter", capture)
    put_on_list(application=application, by=builders.adviser("b@example.org"), channel=Channel.PAPER)
    erase(application=application, by=citizen(), channel=Channel.ONLINE)
    assert not CallToMake.objects.exists()
    letter = Message.objects.get()
    assert (letter.state, bytes(letter.content)) == (State.VOID, b"")
    assert "Nobody is waiting" in desk.get(reverse("assisted:calls")).content.decode()
