"""A website on this machine, with everything that makes following links hard."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from content.link_checks.asking import over_the_net
from services.delivery.addresses import Target
from services.delivery.posting import Answer, ask

ROBOTS = b"User-agent: AnydoorLinkCheck\nDisallow: /hidden\n\nUser-agent: *\nDisallow:\n"
STATUS = {"/fine": 200, "/gone": 404, "/people-only": 403, "/busy": 429, "/broken": 500}
LEADS_TO = {
    "/moved": "/fine",
    "/robots.txt": "/rules",
    "/round": "/round",
    "/to-hidden": "/hidden",
    "/to-router": "http://169.254.169.254/latest/meta-data/",
    "/to-neighbour": "http://127.0.0.1:9/",
    "/to-file": "file:///etc/passwd",
}


@dataclass
class Website:
    """Where it is, and what it was asked by whom."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    is_ill: bool = False
    let_go: threading.Event = field(default_factory=threading.Event)

    def ask(self, method: str, url: str, headers: Mapping[str, str], read_bytes: int = 0) -> Answer:
        """Ask it over the net; whatever is elsewhere is asked as the real thing does."""
        if not url.startswith(self.url + "/"):
            return over_the_net(method, url, headers, read_bytes)
        parts = urlsplit(url)
        target = Target("127.0.0.1", parts.port or 80, parts.path, "127.0.0.1", False)
        return ask(method, target, headers, read_bytes=read_bytes)


class Answers(BaseHTTPRequestHandler):
    """What it answers."""

    site: Website

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.site.asked.append(f"{self.command} {self.path}")
        self.site.agents.add(self.headers["User-Agent"])
        if self.path == "/hangs-up":
            self.close_connection = True
        elif self.path == "/slow":
            self.site.let_go.wait(5)
        elif self.path == "/rules":
            self._say(500 if self.site.is_ill else 200, ROBOTS)
        elif self.path == "/no-head":
            self._say(405 if self.command == "HEAD" else 200)
        elif self.path in LEADS_TO:
            self._say(302, location=LEADS_TO[self.path])
        else:
            self._say(STATUS[self.path])

    def _say(self, status: int, body: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def website() -> Iterator[Website]:
    """Open it for a while."""
    site = Website()

    handler = type("Bound", (Answers,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        site.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield site
        finally:
            site.let_go.set()
            server.shutdown()
