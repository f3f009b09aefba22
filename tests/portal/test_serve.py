"""`manage.py serve` keeps the web server and the worker together: both run, or neither."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from portal.management.commands import serve

LASTING = [sys.executable, "-c", "import time; time.sleep(60)"]
BRIEF = [sys.executable, "-c", "import time; time.sleep(1)"]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((serve.HOST, 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free() -> int:
    with socket.create_server((serve.HOST, 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def started(monkeypatch) -> list[subprocess.Popen[bytes]]:
    processes = []
    start = subprocess.Popen

    def remember(*args, **options):
        processes.append(start(*args, **options))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    return processes


@pytest.fixture(autouse=True)
def _same_signals(monkeypatch) -> None:
    monkeypatch.setattr(serve.signal, "signal", lambda number, handler: None)


def test_a_port_in_use_is_named_before_anything_starts(taken, started):
    with pytest.raises(CommandError, match=f"Port {taken} is in use.*PORT={taken + 1}"):
        call_command("serve", port=taken)
    assert not started


@pytest.mark.parametrize("first", ["web server", "background worker"])
def test_when_one_ends_the_other_is_stopped(monkeypatch, free, started, first: str):
    commands = {"web server": LASTING, "background worker": LASTING, first: BRIEF}
    monkeypatch.setattr(serve, "_commands", lambda port: commands)
    with pytest.raises(CommandError, match=f"The {first} ended by itself"):
        call_command("serve", port=free)
    assert [process.poll() is not None for process in started] == [True, True]


def test_ctrl_c_stops_both_once_the_address_was_said(monkeypatch, free, started, capsys):
    answering = [sys.executable, "-m", "http.server", "--bind", serve.HOST, str(free)]
    commands = {"web server": answering, "background worker": LASTING}
    monkeypatch.setattr(serve, "_commands", lambda port: commands)
    sleep = time.sleep

    def press_ctrl_c(seconds: float) -> None:
        if "Anydoor is at" in capsys.readouterr().out:
            raise KeyboardInterrupt
        sleep(seconds)

    monkeypatch.setattr(serve.time, "sleep", press_ctrl_c)
    call_command("serve", port=free)
    assert [process.poll() is not None for process in started] == [True, True]
