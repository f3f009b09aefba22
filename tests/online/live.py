"""Our site under a real server, whose processes a test may kill."""

import http.client
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.db import connection

from tests.serving import gunicorn

GUNICORN = (
    "--worker-class gthread --workers 2 --threads 4 --timeout 30 --graceful-timeout 2"
    " --log-level critical --no-control-socket"
)


def database_url() -> str:
    """Return the address of the test's own database, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@dataclass
class LiveSite:
    """A gunicorn with two workers."""

    port: int
    master: int
    killed: list[int] = field(default_factory=list)

    def post(self, path: str, fields: Mapping[str, str], cookies: Mapping[str, str]) -> str:
        """Return where a form leads. Raises OSError or HTTPException if nobody answered."""
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            body = urlencode({**fields, "csrfmiddlewaretoken": cookies["csrftoken"]})
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            }
            caller.request("POST", path, body, headers)
            answer = caller.getresponse()
            answer.read()
            if answer.status != 302:
                raise http.client.HTTPException(f"POST {path} answered {answer.status}")
            return answer.headers["Location"]
        finally:
            caller.close()

    def kill_workers(self) -> None:
        """End every worker at once, as a crash or the kernel would (SIGKILL). The master starts new ones."""
        for pid in _children(self.master):
            os.kill(pid, signal.SIGKILL)
            self.killed.append(pid)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def live_site(address: str, **environment: str) -> Iterator[LiveSite]:
    """Yield the site, served from this database, until the block ends."""
    with gunicorn("portal.wsgi", GUNICORN, {"DATABASE_URL": address, **environment}) as (port, master):
        yield LiveSite(port, master)
