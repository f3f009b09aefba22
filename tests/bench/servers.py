"""The two sites under the same server on the same database server."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings

from tests.serving import gunicorn

# One process: the other core belongs to the people. Threads, so that sixteen of them are let in.
GUNICORN = "--worker-class gthread --workers 1 --threads 4 --keep-alive 600 --log-level warning --preload"


@contextmanager
def serving(application: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Yield the port at which gunicorn serves a WSGI application until the block ends."""
    with gunicorn(application, GUNICORN, environment) as (port, _master):
        yield port


def manage(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run a management command. Raises CalledProcessError if it fails."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, **environment}, check=True)
