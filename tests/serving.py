"""A gunicorn on a free port of this machine, for tests and measurements that need a real server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def gunicorn(application: str, options: str, environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield the port and the master's process id of a server, until the block ends.

    Raises RuntimeError if it does not start within 30 s.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, *options.split()], cwd=settings.BASE_DIR, env={**os.environ, **environment}
    )
    try:
        _wait(process, port)
        yield port, process.pid
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
