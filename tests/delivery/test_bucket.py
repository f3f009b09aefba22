"""A bucket of S3 takes drops and exports, against a stand-in that checks what S3 checks."""

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine

from services.delivery import passing, storing
from services.delivery.bucket import Bucket
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery, State, Way
from tests.delivery.conftest import sent_in

KEY = {"key_id": "AKIAIOSFODNN7EXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}


@contextmanager
def standing_in(objects: dict[str, bytes], status: int = 0) -> Iterator[str]:
    """A server that keeps objects as S3 does; `status` makes it refuse everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert hashlib.sha256(body).hexdigest() == self.headers["x-amz-content-sha256"]
            if not status:
                objects[self.path] = body
            self.reply(200)

        def do_GET(self) -> None:
            self.reply(200 if self.path in objects else 404, objects.get(self.path, b""))

        def do_HEAD(self) -> None:
            self.reply(200 if self.path in objects else 404)

        def do_DELETE(self) -> None:
            objects.pop(self.path, None)
            self.reply(204)

        def reply(self, usual: int, body: bytes = b"") -> None:
            assert re.fullmatch(
                r"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/\d{8}/eu-west-2/s3/aws4_request, "
                r"SignedHeaders=[a-z0-9;-]*host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}",
                self.headers["Authorization"],
            )
            self.send_response(status or usual)
            if (status or usual) != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def use(settings, endpoint: str) -> None:
    options = {"endpoint": endpoint, "region": "eu-west-2", "bucket": "back-office", **KEY}
    settings.STORAGES = {
        **settings.STORAGES,
        "deliveries": {"BACKEND": "services.delivery.bucket.Bucket", "OPTIONS": options},
    }


def test_the_signature_is_the_one_of_amazons_own_example() -> None:
    """Amazon S3 API Reference, "Authenticating Requests", example "GET Object"."""
    bucket = Bucket(endpoint="https://s3.amazonaws.com", region="us-east-1", bucket="examplebucket", **KEY)
    told = {"host": "examplebucket.s3.amazonaws.com", "range": "bytes=0-9"}
    with time_machine.travel(datetime(2013, 5, 24, tzinfo=UTC), tick=False):
        headers = bucket._signed("GET", "/test.txt", told, b"")
    assert headers["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )


@pytest.mark.django_db
def test_a_drop_goes_into_the_bucket(settings, goes_to) -> None:
    objects: dict[str, bytes] = {}
    with standing_in(objects) as endpoint:
        use(settings, endpoint)
        goes_to(Way.DROP, folder="highways")
        application = sent_in()
        passing.deliver_due()
    folder = f"/back-office/highways/{application.reference}"
    assert list(objects) == [f"{folder}/receipt.pdf", f"{folder}/application.json"]
    assert Delivery.objects.get().state == State.CONFIRMED


@pytest.mark.parametrize("status", [403, 500])
def test_a_bucket_that_refuses_or_is_down_is_tried_again(settings, status: int) -> None:
    with standing_in({}, status) as endpoint:
        use(settings, endpoint)
        with pytest.raises(SendFailed, match="storage_down") as failed:
            storing.write("a/b.json", b"x")
    assert not failed.value.final
    with pytest.raises(SendFailed, match="storage_down"):
        storing.write("a/b.json", b"x")  # the server is gone


def test_objects_come_and_go(settings) -> None:
    with standing_in({}) as endpoint:
        use(settings, endpoint)
        storing.write("a/b c.json", b"one")
        storing.write("a/b c.json", b"two")
        assert storing.read("a/b c.json") == b"two"
        assert storing.deliveries().exists("a/b c.json")
        storing.erase("a/b c.json")
        storing.erase("a/b c.json")
        assert not storing.deliveries().exists("a/b c.json")
        with pytest.raises(FileNotFoundError):
            storing.read("a/b c.json")


def test_an_endpoint_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="DELIVERY_S3_ENDPOINT"):
        Bucket(endpoint="s3.example.org", region="x", bucket="b", **KEY)
