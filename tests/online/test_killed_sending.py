"""A file sent in pieces arrives once and whole, though workers die (kill -9) and connections are cut."""

import hashlib
import http.client
import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from services.applications.actions.reading import read_file
from services.applications.actions.storing import listed
from services.applications.models import Event, PartialUpload, Upload
from tests import files
from tests.online.live import LiveSite, database_url, live_site
from tests.online.sender import PIECE
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

LETTER = files.pdf(more=b"%" + os.urandom(600_000))
BLOWS = 4
PATIENCE_S = 60


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="proof")
    return found


@pytest.fixture
def site(tmp_path: Path) -> Iterator[LiveSite]:
    connection.close()
    with live_site(database_url(), DATA_DIR=str(tmp_path)) as running:
        yield running


class Script:
    """What our script does in a browser: begin, send pieces; after any failure begin again."""

    def __init__(self, site: LiveSite, visitor: Visitor) -> None:
        self.site, self.page = site, visitor.url("form/files/")
        cookies = visitor.client.cookies
        self.headers = {
            "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items()),
            "X-CSRFToken": cookies["csrftoken"].value,
        }

    def ask(self, method: str, path: str, body: bytes | str, **headers: str) -> http.client.HTTPMessage:
        """Return the headers of the answer. Raises OSError or HTTPException without a good one."""
        caller = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            caller.request(method, path, body, self.headers | headers)
            answer = caller.getresponse()
            answer.read()
            if answer.status >= 300:
                raise http.client.HTTPException(f"{method} answered {answer.status}")
            return answer.headers
        finally:
            caller.close()

    def begin(self) -> http.client.HTTPMessage:
        sha256 = hashlib.sha256(LETTER).hexdigest()
        about = {"question": "proof", "name": "letter.pdf", "size": len(LETTER), "sha256": sha256}
        return self.ask(
            "POST", self.page, urlencode(about), **{"Content-Type": "application/x-www-form-urlencoded"}
        )

    def send(self) -> None:
        """Send all of it, however often it takes."""
        ends_at = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends_at:
            with suppress(OSError, http.client.HTTPException):
                told = self.begin()
                place = told["Location"]
                while told["Upload-Complete"] != "?1":
                    at = int(told["Upload-Offset"])
                    last = "?1" if at + PIECE >= len(LETTER) else "?0"
                    piece = {"Upload-Offset": str(at), "Upload-Complete": last}
                    told = self.ask("PATCH", place, LETTER[at : at + PIECE], **piece)
                return
            time.sleep(0.05)


def assert_here_once() -> None:
    assert read_file(Upload.objects.get()) == LETTER
    assert Event.objects.filter(kind="file_received").count() == 1
    folders, _files = listed("pieces")
    assert not any(listed(f"pieces/{folder}")[1] for folder in folders)


def test_a_file_arrives_once_though_workers_are_killed_between_and_within_pieces(
    visitor: Visitor, site: LiveSite
) -> None:
    windows = [threading.Thread(target=Script(site, visitor).send) for _ in range(2)]
    for each in windows:
        each.start()
    for _ in range(BLOWS):
        time.sleep(random.uniform(0.05, 0.5))
        site.kill_workers()
    for each in windows:
        each.join()
    assert len(site.killed) >= BLOWS
    assert_here_once()


def test_a_piece_that_is_cut_short_is_not_used_and_is_sent_again(visitor: Visitor, site: LiveSite) -> None:
    script = Script(site, visitor)
    place = script.begin()["Location"]
    caller = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    caller.putrequest("PATCH", place)
    for name, value in {**script.headers, "Upload-Offset": "0", "Content-Length": str(2 * PIECE)}.items():
        caller.putheader(name, value)
    caller.endheaders(LETTER[: PIECE + 100])
    time.sleep(0.3)
    caller.close()
    time.sleep(0.3)
    assert PartialUpload.objects.get().received_bytes == 0
    script.send()
    assert_here_once()
