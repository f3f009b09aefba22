"""Text messages through GOV.UK Notify, against a server that answers as it does."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from services.notifications.carriers import CarrierFailed
from services.notifications.govuk_notify import GovukNotify

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"


class Notify(BaseHTTPRequestHandler):
    status = 201
    received: list[tuple[dict, str]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.received.append((body, self.headers["Authorization"]))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def notify(settings) -> Iterator[GovukNotify]:
    settings.GOVUK_NOTIFY_API_KEY = f"live-{SERVICE}-{SECRET}"
    settings.GOVUK_NOTIFY_TEMPLATE_ID = "template"
    server = HTTPServer(("127.0.0.1", 0), Notify)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    provider = GovukNotify()
    provider.address = f"http://127.0.0.1:{server.server_port}/"
    yield provider
    server.shutdown()
    thread.join()
    server.server_close()
    Notify.status = 201


def test_a_text_is_sent_with_a_signed_token(notify: GovukNotify) -> None:
    notify.send(to="07700 900123", text="See you.", message_id="abc")
    body, authorization = Notify.received[-1]
    assert body == {
        "phone_number": "07700 900123",
        "template_id": "template",
        "personalisation": {"words": "See you."},
        "reference": "abc",
    }
    head, claims, signature = authorization.removeprefix("Bearer ").split(".")
    expected = hmac.digest(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256)
    assert base64.urlsafe_b64decode(signature + "==") == expected
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["iss"] == SERVICE


@pytest.mark.parametrize(("status", "final"), [(400, True), (403, False), (429, False), (500, False)])
def test_refusals_of_the_message_are_final_others_are_not(
    notify: GovukNotify, status: int, final: bool
) -> None:
    Notify.status = status
    with pytest.raises(CarrierFailed) as failure:
        notify.send(to="07700 900123", text="See you.", message_id="abc")
    assert (failure.value.code, failure.value.final) == (f"notify_{status}", final)


def test_nobody_at_home_is_tried_again(settings) -> None:
    settings.GOVUK_NOTIFY_API_KEY = f"live-{SERVICE}-{SECRET}"
    provider = GovukNotify()
    provider.address = "http://127.0.0.1:9/"
    with pytest.raises(CarrierFailed) as failure:
        provider.send(to="07700 900123", text="See you.", message_id="abc")
    assert not failure.value.final
