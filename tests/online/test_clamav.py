"""ClamAV itself, over both of its sockets: it finds what it should, and may come and go."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from services.applications.actions.scanned import scan_waiting
from services.applications.models import Upload
from services.applications.scanning import ScannerDown, is_clean
from tests import files
from tests.online.clamav import PROGRAM, Daemon, free_port
from tests.online.test_scanning import received

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(PROGRAM is None, reason="clamd is not installed (Debian: clamav-daemon)"),
]


@pytest.fixture(scope="module")
def daemon() -> Iterator[Daemon]:
    # Not tmp_path: a socket's address has at most 107 letters.
    with tempfile.TemporaryDirectory() as folder, Daemon(Path(folder), free_port()) as found:
        yield found


@pytest.fixture(params=["unix", "tcp"])
def scanner(request: pytest.FixtureRequest, daemon: Daemon, settings: Any) -> Daemon:
    if daemon.running is None:
        daemon.start()
    settings.CLAMD_ADDRESS = getattr(daemon, request.param)
    return daemon


def test_it_tells_harmful_files_from_others(scanner: Daemon) -> None:
    assert is_clean(files.pdf())
    assert is_clean(b"x" * 300_000)
    assert not is_clean(files.EICAR)
    assert not is_clean(b"x" * 300_000 + files.EICAR)
    assert not is_clean(files.pdf(more=files.EICAR))


def test_a_file_larger_than_it_takes_is_neither_clean_nor_harmful(scanner: Daemon) -> None:
    with pytest.raises(ScannerDown):
        is_clean(b"x" * 3_000_000)


def test_files_wait_while_it_is_gone_and_are_checked_when_it_is_back(scanner: Daemon) -> None:
    good = received(files.pdf())
    scanner.kill()
    bad = received(files.pdf(more=files.EICAR), good.application)
    with pytest.raises(CommandError, match="2 not scanned"):
        call_command("scan_uploads")
    assert set(Upload.objects.values_list("state", flat=True)) == {Upload.State.RECEIVED}
    scanner.start()
    assert scan_waiting() == (2, 0)
    assert Upload.objects.get(pk=good.pk).state == Upload.State.CLEAN
    assert Upload.objects.get(pk=bad.pk).state == Upload.State.REFUSED
