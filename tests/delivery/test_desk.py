"""Managers add places, see what did not arrive and why, and deal with it."""

import re

import pytest
import time_machine
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from services.applications.models import Event
from services.delivery import passing
from services.delivery.models import Delivery, Destination, State, Way
from services.delivery.reaching import reach_of
from services.identity.roles import StaffRole
from services.wording import SENTENCES
from tests.delivery.conftest import sent_in
from tests.delivery.test_files import EVENING, NEXT_MORNING
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
HOME = "/desk/deliveries/"


@pytest.fixture
def manager() -> Client:
    return at_the_desk(member(StaffRole.MANAGER))


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def say(manager: Client, place: Destination, deed: str):
    return manager.post(reverse("delivery:do", args=[place.pk]), {"do": deed}, follow=True)


def test_an_adviser_does_not_enter() -> None:
    assert at_the_desk(member(StaffRole.ADVISER)).get(HOME).status_code == 403


def test_a_place_is_added_tried_out_and_used(manager: Client, receiver) -> None:
    assert manager.get(HOME + "new/?asked=1").context["has_errors"]
    step = manager.get(HOME + "new/?way=webhook&asked=1")
    assert step.url == HOME + "new/webhook/"
    said = {"name": "Highways", "form": "", "language": "en", "url": receiver.url}
    answer = manager.post(step.url, said, follow=True)
    place = Destination.objects.get()
    assert reach_of(place).secret in text(answer)
    assert receiver.url.encode() not in bytes(place.sealed)
    assert "The test arrived." in text(say(manager, place, "test"))
    assert receiver.bodies[0]["test"] is True
    sent_in()
    passing.deliver_due()
    assert "Highways" in text(manager.get(HOME))
    at_it = manager.get(reverse("delivery:destination", args=[place.pk]))
    assert "Waiting: 0. Failed: 0. Arrived: 1." in text(at_it)
    kinds = list(Event.objects.filter(subject=f"destination:{place.pk}").values_list("kind", flat=True))
    assert kinds == ["destination_added", "destination_tested", "delivery_confirmed"]


@pytest.mark.parametrize(
    ("way", "said", "problem"),
    [
        ("webhook", {"url": ""}, "Enter the address"),
        ("webhook", {"url": "https://127.0.0.1/"}, "leads into a private network"),
        ("webhook", {"url": "http://8.8.8.8/"}, "must begin with https"),
        ("email", {"email": "nobody"}, "Enter an email address, like"),
        ("drop", {"folder": "../up"}, "Use only letters, numbers and hyphens"),
        ("drop", {"folder": "taken"}, "Another place uses this folder"),
        ("drop", {"folder": "free", "name": "TAKEN"}, "Another place has this name"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(manager, goes_to, settings, way, said, problem) -> None:
    goes_to(Way.DROP, name="Taken", folder="taken")
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    answer = manager.post(f"{HOME}new/{way}/", {"name": "New", "form": "", "language": "en", **said})
    assert problem in text(answer)
    assert Destination.objects.count() == 1


def test_a_failure_says_why_and_is_tried_again_or_settled(manager: Client, goes_to, receiver) -> None:
    place = goes_to(url=receiver.url)
    receiver.answers = [400, 400, 200]
    first, second = sent_in(), sent_in()
    passing.deliver_due()
    page = text(manager.get(HOME))
    assert page.count("Their system answered with error 400.") == 2
    assert first.reference in page
    one = Delivery.objects.get(application=first)
    url = reverse("delivery:failed", args=[one.pk])
    assert manager.get(url).status_code == 405
    manager.post(url, {"do": "retry"})
    again = manager.post(url, {"do": "retry"}, follow=True)
    assert "it arrived, or a colleague dealt with it" in text(again)
    passing.deliver_due()
    one.refresh_from_db()
    assert one.state == State.CONFIRMED
    assert receiver.keys.count(str(one.pk)) == 2
    other = Delivery.objects.get(application=second)
    manager.post(reverse("delivery:failed", args=[other.pk]), {"do": "settle", "at": "destination"})
    other.refresh_from_db()
    assert other.state == State.SETTLED
    assert "Everything has arrived" in text(manager.get(HOME))
    assert "Everything has arrived" in text(manager.get(reverse("delivery:destination", args=[place.pk])))


def test_everything_that_failed_at_a_place_is_tried_again_at_once(manager, goes_to, receiver) -> None:
    place = goes_to(url=receiver.url)
    receiver.answers = [400, 400, 200]
    sent_in()
    sent_in()
    passing.deliver_due()
    assert "We are trying 2 again." in text(say(manager, place, "retry_all"))
    passing.deliver_due()
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.CONFIRMED}


@pytest.mark.parametrize(("deed", "arrive"), [("on", 0), ("on_with_missed", 1)])
def test_a_place_is_switched_off_and_on_with_or_without_what_it_missed(
    manager, goes_to, receiver, deed, arrive
) -> None:
    place = goes_to(url=receiver.url)
    say(manager, place, "off")
    sent_in()
    passing.deliver_due()
    assert not receiver.requests
    say(manager, place, deed)
    passing.deliver_due()
    assert len(receiver.requests) == arrive


def test_what_waits_for_a_place_that_is_off_can_be_let_go(manager, goes_to, receiver) -> None:
    place = goes_to(url=receiver.url)
    receiver.answers = [500]
    sent_in()
    passing.deliver_due()
    assert "colleague dealt with it" in text(say(manager, place, "settle_all"))  # it is on
    answer = say(manager, place, "off")
    assert "1 application still waits for it" in text(answer)
    say(manager, place, "settle_all")
    assert Delivery.objects.get().state == State.SETTLED


def test_a_changed_place_keeps_its_secret_and_gets_what_waits(manager, goes_to, receiver) -> None:
    place = goes_to(url="http://127.0.0.1:9/nobody")
    secret = reach_of(place).secret
    sent_in()
    passing.deliver_due()
    said = {"name": "Moved", "form": "", "language": "cy", "url": receiver.url}
    manager.post(reverse("delivery:change", args=[place.pk]), said)
    with time_machine.travel(Delivery.objects.get().next_try_at):
        passing.deliver_due()
    assert receiver.bodies[0]["answers"][0]["text"] == ["Me (Cymraeg)"]
    place.refresh_from_db()
    assert reach_of(place).secret == secret
    say(manager, place, "renew")
    place.refresh_from_db()
    assert reach_of(place).secret != secret


def test_a_place_for_one_form_gets_no_other(goes_to, receiver) -> None:
    application = sent_in()
    form = application.version.form
    goes_to(name="This", url=receiver.url, form=form)
    sent_in()
    passing.deliver_due()
    assert [body["form"]["key"] for body in receiver.bodies] == [form.key]


def test_a_daily_file_is_downloaded_and_the_download_is_on_record(manager, goes_to) -> None:
    with time_machine.travel(EVENING, tick=False):
        place = goes_to(Way.DAILY_EXPORT, folder="reports")
        application = sent_in()
    with time_machine.travel(NEXT_MORNING, tick=False):
        passing.deliver_due()
    page = text(manager.get(reverse("delivery:destination", args=[place.pk])))
    export = place.files.get()
    url = reverse("delivery:export", args=[place.pk, export.pk, "csv"])
    assert url in page
    answer = manager.get(url)
    assert application.reference in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="small-2026-11-23.csv"'
    event = Event.objects.get(kind="export_downloaded")
    assert (event.subject, event.codes) == (f"export:{export.pk}", {"format": "csv", "count": 1})
    export.erased_at = timezone.now()
    export.save()
    assert manager.get(url).status_code == 404
    assert Event.objects.filter(kind="export_downloaded").count() == 1


def test_every_reason_that_the_code_gives_has_its_words() -> None:
    codes = set()
    for path in (configured.BASE_DIR / "services/delivery").rglob("*.py"):
        codes |= set(re.findall(r'SendFailed\("(\w+)"', path.read_text()))
    assert len(codes) >= 12
    assert {f"undelivered_{code}" for code in codes} <= set(SENTENCES)
