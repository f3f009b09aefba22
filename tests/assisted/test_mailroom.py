"""The mail room: letters are printed and posted, and nobody is left without news."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from services import wording
from services.applications.actions import save_step, submit
from services.applications.models import Application, Event
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.roles import StaffRole
from services.notifications import outbox
from services.notifications.contents import unseal
from services.notifications.models import Message, State, Way
from tests import builders
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

ADDRESS = {"line1": "4 Quay Lane", "town": "Lantern Bay", "postcode": "ZZ1 1AA"}


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def manager() -> Client:
    return at_the_desk(member(StaffRole.MANAGER))


def sent_in(*, with_address: bool) -> Application:
    """An application that was sent, by somebody whose postal address we may know."""
    changes = {}
    if with_address:
        content = builders.small_document().model_dump(mode="json")
        question = {
            "kind": "address",
            "key": "home",
            "label": builders.both("Your address"),
            "identifies": "postcode",
            "required": False,
        }
        content["steps"][2]["questions"].append(question)
        changes = {"steps": content["steps"]}
    version = builders.small_form(**changes)
    application = builders.filled(
        builders.start(version=version, by=citizen(), channel=Channel.ONLINE, language="en")
    )
    if with_address:
        person = {"name": {"given": "Ann", "family": "Lee"}, "born": "1980-02-01", "home": ADDRESS}
        save_step(application=application, step="person", values=person, by=citizen(), channel=Channel.ONLINE)
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    return application


def news(application: Application, capture, *, way: Way = Way.LETTER, sequence: int = 1) -> Message:
    with capture(execute=True):
        message = outbox.queue(
            way=way,
            to="Ann Lee\n4 Quay Lane\nLantern Bay\nZZ1 1AA" if way is Way.LETTER else "07700 900123",
            kind="appointment_reminder" if way is Way.SMS else "case_changed",
            language="en",
            about=f"application:{application.pk}",
            sequence=sequence,
            context={
                "form": "Small permit",
                "reference": application.reference,
                "state": "more_needed",
                "outcome": "",
                "message": "Send us your badge.",
                **dict.fromkeys(("what", "day", "time", "place", "find", "link", "phone", "code"), "x"),
                "mode": "counter",
                "place_lines": ["x"],
                "bring": [],
            },
        )
    message.refresh_from_db()
    return message


@pytest.fixture
def capture(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_letters_are_printed_as_one_file_and_the_print_is_on_record(desk: Client, capture) -> None:
    application = sent_in(with_address=False)
    letters = [news(application, capture, sequence=number) for number in (1, 2)]
    page = desk.get(reverse("assisted:letters")).content.decode()
    assert application.reference in page
    assert "Quay Lane" not in page
    answer = desk.post(
        reverse("assisted:letters"), {"letter": [str(each.pk) for each in letters], "do": "print"}
    )
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) == 2
    assert "4 Quay Lane" in pages[0].extract_text()
    printed = Event.objects.filter(kind="letter_printed", application=application)
    assert {event.subject for event in printed} == {f"message:{each.pk}" for each in letters}
    assert "printed on" in desk.get(reverse("assisted:letters")).content.decode()


def test_a_posted_letter_leaves_the_list_once(desk: Client, capture) -> None:
    letter = news(sent_in(with_address=False), capture)
    sending = {"letter": [str(letter.pk)], "do": "posted"}
    assert (
        "1 letter noted as posted."
        in desk.post(reverse("assisted:letters"), sending, follow=True).content.decode()
    )
    letter.refresh_from_db()
    assert letter.state == State.SENT
    assert "No letter is waiting" in desk.get(reverse("assisted:letters")).content.decode()
    assert Event.objects.filter(kind="letter_posted").count() == 1
    again = desk.post(reverse("assisted:letters"), sending)
    assert again.status_code == 302
    assert Event.objects.filter(kind="letter_posted").count() == 1


def test_nothing_chosen_is_said_so_and_a_letter_of_a_colleague_s_is_not_printed_twice(
    desk: Client, capture
) -> None:
    news(sent_in(with_address=False), capture)
    address = reverse("assisted:letters")
    assert "Choose at least one letter" in desk.post(address, {"do": "print"}).content.decode()
    gone = desk.post(address, {"do": "print", "letter": ["0ce49428-dabb-4b94-b648-0a8345554931"]})
    assert "A colleague has dealt with" in gone.content.decode()


def test_a_failed_message_says_what_and_why_without_an_address(manager: Client, capture) -> None:
    application = sent_in(with_address=False)
    news(application, capture, way=Way.SMS)
    page = manager.get(reverse("assisted:failed")).content.decode()
    assert application.reference in page
    assert "Text messages are not set up here." in page
    assert "07700" not in page


def test_a_failed_message_becomes_a_letter_to_the_address_in_the_answers(manager: Client, capture) -> None:
    application = sent_in(with_address=True)
    failed = news(application, capture, way=Way.SMS)
    with capture(execute=True):
        manager.post(reverse("assisted:failed_message", args=[failed.pk]), {"do": "letter"})
    failed.refresh_from_db()
    letter = Message.objects.get(way=Way.LETTER)
    assert (failed.state, letter.state) == (State.VOID, State.TO_PRINT)
    assert unseal(letter).to == "Ann Lee\n4 Quay Lane\nLantern Bay\nZZ1 1AA"
    assert "enter your reference and code" in unseal(letter).body
    assert Event.objects.filter(kind="message_on_paper", application=application).count() == 1


def test_without_an_address_nothing_changes_and_the_manager_hears_what_to_do(
    manager: Client, capture
) -> None:
    failed = news(sent_in(with_address=False), capture, way=Way.SMS)
    address = reverse("assisted:failed_message", args=[failed.pk])
    assert "no postal address" in manager.post(address, {"do": "letter"}, follow=True).content.decode()
    failed.refresh_from_db()
    assert failed.state == State.FAILED


def test_a_failed_message_is_tried_again_or_taken_off_the_list(manager: Client, capture, settings) -> None:
    application = sent_in(with_address=False)
    first, second = (news(application, capture, way=Way.SMS, sequence=number) for number in (1, 2))
    settings.SMS_ADAPTER = "tests.notifications.test_letters_and_texts.Provider"
    with capture(execute=True):
        manager.post(reverse("assisted:failed_message", args=[first.pk]), {"do": "retry"})
    manager.post(reverse("assisted:failed_message", args=[second.pk]), {"do": "settle"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SENT, State.VOID)
    assert "Every message has arrived" in manager.get(reverse("assisted:failed")).content.decode()
    late = manager.post(reverse("assisted:failed_message", args=[second.pk]), {"do": "retry"}, follow=True)
    assert "cannot be sent any more" in late.content.decode()


def test_failed_messages_are_for_managers(desk: Client) -> None:
    assert desk.get(reverse("assisted:failed")).status_code == 403
    assert reverse("assisted:failed") not in desk.get(reverse("assisted:home")).content.decode()


def test_a_letter_says_what_the_adviser_wrote_and_an_email_does_not(capture) -> None:
    application = sent_in(with_address=False)
    letter = news(application, capture)
    email = news(application, capture, way=Way.EMAIL)
    assert "Send us your badge." in unseal(letter).body
    assert "Send us your badge." not in unseal(email).body
    assert "Send us your badge." in unseal(email).on_paper[1]


@pytest.mark.parametrize(
    "kind",
    sorted(
        file.name.removesuffix(".txt")
        for file in Path(configured.BASE_DIR, "templates/notifications").glob("*.txt")
        if not file.name.endswith(".sms.txt") and file.name != "base.txt"
    ),
)
def test_every_kind_of_message_has_a_name_for_staff(kind: str) -> None:
    assert wording.sentence(f"message_{kind}")
