"""The two sites under the same server on the same database server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings

# One process: the other core belongs to the people. Threads, so that sixteen of them are let in.
GUNICORN = "--worker-class gthread --workers 1 --threads 4 --keep-alive 600 --log-level warning --preload"


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Yield the port at which gunicorn serves a WSGI application until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        application,
        "--bind",
        f"127.0.0.1:{port}",
        *GUNICORN.split(),
    ]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env={**os.environ, **environment})
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}; its own words are above")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start within 30 s")


def manage(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run a management command. Raises CalledProcessError if it fails."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, **environment}, check=True)
