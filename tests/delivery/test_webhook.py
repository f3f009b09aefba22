"""An application arrives at a back office exactly as often as it must, whatever goes wrong on the way."""

import base64
import hashlib
import hmac
import ipaddress
import logging
import socket
import time
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from services.applications.exporting import ApplicationData
from services.applications.models import Event
from services.definitions.channels import Channel
from services.delivery import actions, claiming, passing, posting
from services.delivery.addresses import is_public, target_of
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery, State
from services.delivery.reaching import reach_of
from services.delivery.ways import webhook
from services.identity.actors import SYSTEM
from services.online.timeline import entries
from tests.delivery.conftest import sent_in
from tests.race import race

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def the_one() -> Delivery:
    return Delivery.objects.get()


@pytest.mark.database
def test_a_submitted_application_arrives_whole_and_signed(goes_to, receiver):
    place = goes_to(url=receiver.url)
    application = sent_in()
    assert passing.deliver_due() == 1
    (headers, body), *more = receiver.requests
    assert not more
    told = ApplicationData.model_validate_json(body)
    assert (told.reference, told.receipt) == (application.reference, application.receipt.number)
    assert told.form.version == application.version.number
    assert {given.question: given.value for given in told.answers} == {
        "who": "me",
        "name": {"given": "Ann", "family": "Lee"},
        "born": "1980-02-01",
        "medicine": "Aspirin",
        "dose": None,
        "proof": {"way": "post"},
    }
    assert next(given.row for given in told.answers if given.question == "medicine") == 1
    assert all((given.channel, given.given_by) == ("online", "citizen") for given in told.answers)
    delivery = the_one()
    assert (delivery.state, delivery.attempts) == (State.CONFIRMED, 1)
    assert headers["Idempotency-Key"] == headers["webhook-id"] == str(delivery.pk)
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    key = base64.b64decode(reach_of(place).secret.removeprefix("whsec_"))
    signed = f"{delivery.pk}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"


def test_the_signature_is_the_one_of_the_standards_own_example():
    """Standard Webhooks 1.0, "Verifying signatures": the values of its reference libraries' tests."""
    signature = webhook.signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.database
def test_it_is_delivered_once_however_often_the_passes_run(goes_to, receiver):
    goes_to(url=receiver.url)
    sent_in()
    assert [passing.deliver_due() for _ in range(3)] == [1, 0, 0]
    assert len(receiver.requests) == 1
    assert Event.objects.filter(kind="delivery_confirmed").count() == 1


def test_what_was_submitted_before_the_place_was_added_does_not_go_there(goes_to, receiver):
    sent_in()
    goes_to(url=receiver.url)
    passing.deliver_due()
    assert not receiver.requests


def test_a_system_in_trouble_is_tried_again_under_the_same_key(goes_to, receiver):
    goes_to(url=receiver.url)
    receiver.answers = [500, 200]
    sent_in()
    passing.deliver_due()
    delivery = the_one()
    assert (delivery.state, delivery.last_error) == (State.WAITING, "answer_500")
    assert passing.deliver_due() == 0  # its time has not come
    with time_machine.travel(timezone.now() + HOUR, tick=False):
        passing.deliver_due()
    assert the_one().state == State.CONFIRMED
    assert receiver.keys == [str(delivery.pk)] * 2


@pytest.mark.parametrize("status", [400, 401, 404, 410, 422])
def test_a_system_that_says_no_is_not_asked_again(goes_to, receiver, status):
    goes_to(url=receiver.url)
    receiver.answers = [status]
    sent_in()
    passing.deliver_due()
    assert (the_one().state, the_one().last_error) == (State.FAILED, f"answer_{status}")
    assert Event.objects.filter(kind="delivery_failed").count() == 1


@pytest.mark.parametrize("status", [302, 408, 409, 425, 429, 503])
def test_a_system_that_says_not_now_is_asked_again_and_no_redirect_is_followed(goes_to, receiver, status):
    goes_to(url=receiver.url)
    receiver.answers = [status]
    sent_in()
    passing.deliver_due()
    assert the_one().state == State.WAITING
    assert len(receiver.requests) == 1


def test_a_system_that_is_down_three_days_long_is_given_up(goes_to, receiver):
    goes_to(url="http://127.0.0.1:9/nobody")
    sent_in()
    now, tries = timezone.now(), 0
    with time_machine.travel(now, tick=False) as clock:
        for _ in range(200):
            tries += passing.deliver_due()
            if the_one().state == State.FAILED:
                break
            assert the_one().last_error == "no_answer"
            clock.move_to(the_one().next_try_at)
        assert timedelta(days=3) <= timezone.now() - now < timedelta(days=3, hours=5)
    assert 20 < tries < 40
    assert the_one().state == State.FAILED


def test_a_system_that_hangs_is_left_after_a_while(goes_to, receiver):
    goes_to(url=receiver.url)
    receiver.slow_s = 1
    sent_in()
    with mock.patch.object(posting, "READ_S", 0.1):
        passing.deliver_due()
    assert (the_one().state, the_one().last_error) == (State.WAITING, "too_slow")


def test_an_answer_that_drips_in_for_ever_is_cut_off(goes_to, receiver):
    goes_to(url=receiver.url)
    receiver.slow_s = 1
    sent_in()
    with mock.patch.object(posting, "WHOLE_S", 0.1):
        passing.deliver_due()
    assert (the_one().state, the_one().last_error) == (State.WAITING, "no_answer")


def test_one_system_that_is_down_does_not_hold_up_the_others(goes_to, receiver):
    goes_to(name="Down", url="http://127.0.0.1:9/nobody")
    goes_to(name="Up", url=receiver.url)
    for _ in range(4):
        sent_in()
    assert passing.deliver_due() == passing.KNOCKS + 4
    assert len(receiver.requests) == 4


class Killed(BaseException):
    """The worker is gone: nothing behind this line runs."""


def test_a_worker_killed_before_it_could_note_the_arrival_sends_the_same_key_again(goes_to, receiver):
    goes_to(url=receiver.url)
    sent_in()
    with mock.patch.object(claiming, "confirm", side_effect=Killed), pytest.raises(Killed):
        passing.deliver_due()
    assert passing.deliver_due() == 0  # the dead worker's claim still holds
    with time_machine.travel(timezone.now() + claiming.LEASE + timedelta(seconds=1), tick=False):
        assert passing.deliver_due() == 1
    assert the_one().state == State.CONFIRMED
    assert receiver.keys == [str(the_one().pk)] * 2


def test_what_kills_every_worker_is_given_up_in_the_end(goes_to, receiver):
    goes_to(url=receiver.url)
    sent_in()
    with mock.patch.object(claiming, "confirm", side_effect=Killed), pytest.raises(Killed):
        passing.deliver_due()
    with time_machine.travel(timezone.now() + claiming.PERSIST + HOUR, tick=False):
        passing.deliver_due()
    assert (the_one().state, the_one().last_error) == (State.FAILED, "interrupted")


def test_a_worker_that_comes_back_late_does_not_undo_what_another_did(goes_to, receiver):
    goes_to(url=receiver.url)
    sent_in()
    passing.sweep()
    claimed_at, _taken = claiming.claim(Delivery.objects.all())
    late = Delivery.objects.filter(claimed_at=claimed_at)
    with time_machine.travel(timezone.now() + claiming.LEASE + timedelta(seconds=1), tick=False):
        passing.deliver_due()
    claiming.postpone(late, SendFailed("no_answer"))
    assert the_one().state == State.CONFIRMED


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_send_each_application_once(goes_to, receiver):
    goes_to(url=receiver.url)
    receiver.slow_s = 0.1
    for _ in range(3):
        sent_in()
    outcomes = race(lambda _number: passing.deliver_due(), 4)
    assert sum(outcomes) == 3
    assert len(set(receiver.keys)) == len(receiver.keys) == 3


def test_neither_logs_nor_events_nor_rows_say_what_was_answered(goes_to, receiver, caplog):
    goes_to(url=receiver.url)
    receiver.answers = [400]
    sent_in()
    with caplog.at_level(logging.DEBUG):
        passing.deliver_due()
    events = [str(row) for row in Event.objects.values_list("kind", "subject", "codes")]
    rows = [str(row) for row in Delivery.objects.values_list()]
    for text in [caplog.text, *events, *rows]:
        assert "Lee" not in text
        assert "127.0.0.1" not in text


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fe80::1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://224.0.0.1/",
    ],
)
def test_an_address_in_our_own_network_is_refused(settings, url):
    settings.DEMO = False
    with pytest.raises(SendFailed, match="address_private") as refused:
        target_of(url)
    assert refused.value.final


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://8.8.8.8/", "address_not_https"),
        ("file:///etc/passwd", "address_not_https"),
        ("https://user:word@8.8.8.8/", "address_wrong"),
        ("https://8.8.8.8/a b", "address_wrong"),
        ("https://8.8.8.8/a\r\nX: y", "address_wrong"),
        ("https:///nowhere", "address_wrong"),
        ("https://8.8.8.8:99999/", "address_wrong"),
        ("https://[::1", "address_wrong"),
        ("https://xn--.example\u3002com/", "address_wrong"),
    ],
)
def test_an_address_that_is_not_plain_https_is_refused(settings, url, code):
    settings.DEMO = False
    with pytest.raises(SendFailed, match=code):
        target_of(url)


def test_a_public_address_is_let_through(settings):
    settings.DEMO = False
    target = target_of("https://8.8.8.8:8443/hook?a=1")
    assert (target.host, target.port, target.path, target.ip) == ("8.8.8.8", 8443, "/hook?a=1", "8.8.8.8")
    assert not is_public(ipaddress.ip_address("192.168.1.1"))


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(goes_to, receiver, monkeypatch):
    """DNS rebinding: the connection goes to the very address that was checked."""
    goes_to(url=receiver.url.replace("127.0.0.1", "hook.example"))
    asked = []

    def lookup(host, port, **_options):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("services.delivery.addresses.socket.getaddrinfo", lookup)
    monkeypatch.setattr(
        "services.delivery.posting.socket.create_connection",
        _plain,
    )
    sent_in()
    passing.deliver_due()
    assert asked == ["hook.example"]
    assert receiver.requests[0][0]["Host"].startswith("hook.example:")


def _plain(address, timeout):
    connected = socket.socket()
    connected.settimeout(timeout)
    connected.connect(address)
    return connected


@pytest.mark.parametrize(("with_a_place", "queued"), [(True, 1), (False, 0)])
def test_a_worker_hears_of_a_submission_at_once_if_there_is_anywhere_to_go(
    goes_to, settings, django_capture_on_commit_callbacks, with_a_place, queued
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    if with_a_place:
        goes_to(url="http://127.0.0.1:9/nobody")
    with django_capture_on_commit_callbacks(execute=True):
        sent_in()
    assert DBTaskResult.objects.count() == queued


def test_a_submission_stands_even_if_no_worker_can_be_told(
    goes_to, receiver, django_capture_on_commit_callbacks, caplog
):
    goes_to(url=receiver.url)
    told = mock.patch(
        "services.delivery.tasks.deliver", **{"get_backend.side_effect": OSError("queue is away")}
    )
    with told, django_capture_on_commit_callbacks(execute=True):
        application = sent_in()
    assert application.state == "submitted"
    passing.deliver_due()
    assert receiver.bodies[0]["reference"] == application.reference


def test_a_citizen_reads_that_it_arrived_and_not_what_our_staff_had_to_mend(goes_to, receiver):
    goes_to(url=receiver.url)
    receiver.answers = [400, 200]
    application = sent_in()
    passing.deliver_due()
    actions.retry(delivery=the_one(), by=SYSTEM, channel=Channel.COUNTER)
    passing.deliver_due()
    said = [entry.what for entry in entries(application)]
    assert said[:2] == ["It arrived at the team that works on it", "The form was sent"]
