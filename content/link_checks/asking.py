"""Following links to other websites, as a polite guest: one request at a time, and only where we are welcome.

A guest says who it is, reads robots.txt (RFC 9309), takes as little as it can (HEAD), waits between two
requests to one host, and never asks a machine of our own network, not by a redirect either.
"""

import time
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings

from content.models.link_checks import LinkState
from services.delivery.addresses import public_target_of
from services.delivery.errors import SendFailed
from services.delivery.posting import Answer, ask

NAME = "AnydoorLinkCheck"
PAUSE_S = 1.0
HOPS = 5
ROBOTS_BYTES = 200_000
NOT_BY_HEAD = (403, 405, 501)
REDIRECTS = (301, 302, 303, 307, 308)
MISSING = (404, 410)
BUSY = (429, 503)

Ask = Callable[..., Answer]


def introduced(contact: str) -> dict[str, str]:
    """Return who asks: a name, our address, and whom to complain to."""
    about = "; ".join(filter(None, (f"+{settings.SITE_URL}", contact)))
    return {"User-Agent": f"{NAME}/1.0 ({about})", "Accept": "*/*"}


def over_the_net(method: str, url: str, headers: Mapping[str, str], read_bytes: int = 0) -> Answer:
    """Ask an address of the public internet. Raises SendFailed without an answer."""
    return ask(method, public_target_of(url), headers, read_bytes=read_bytes)


class Guest:
    """Follows links, and remembers for one round when it asked whom, and what robots.txt said."""

    def __init__(
        self, contact: str, *, asks: Ask = over_the_net, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self.headers = introduced(contact)
        self.asks = asks
        self.wait = wait
        self.asked_at: dict[str, float] = {}
        self.rules: dict[str, RobotFileParser | None] = {}

    def follow(self, url: str) -> tuple[LinkState, int | None]:
        """Return what a link leads to, and the last status by HTTP if there was an answer."""
        try:
            return self._followed(url)
        except SendFailed as problem:
            unsafe = problem.code.startswith("address_")
            return (LinkState.UNSAFE if unsafe else LinkState.SILENT), None

    def _followed(self, url: str) -> tuple[LinkState, int | None]:
        status = None
        for _hop in range(HOPS):
            if not self._is_welcome(url):
                return LinkState.UNASKED, status
            answer = self._asked("HEAD", url)
            if answer.status in NOT_BY_HEAD:
                answer = self._asked("GET", url)
            status = answer.status
            if status not in REDIRECTS or not answer.location:
                return state_of(status), status
            url = urljoin(url, answer.location)
        return LinkState.ERROR, status

    def _is_welcome(self, url: str) -> bool:
        host = _host(url)
        if host not in self.rules:
            self.rules[host] = self._robots(host)
        rules = self.rules[host]
        return rules is None or rules.can_fetch(NAME, url)

    def _robots(self, host: str) -> RobotFileParser | None:
        """Return a website's rules; None if it has none (RFC 9309, 2.3.1).

        They may lie behind redirects. A website that cannot say them now wants nobody.
        """
        url = f"{host}/robots.txt"
        for _hop in range(HOPS):
            answer = self._asked("GET", url, ROBOTS_BYTES)
            if answer.status not in REDIRECTS or not answer.location:
                break
            url = urljoin(url, answer.location)
        rules = RobotFileParser()
        if answer.status >= 500 or answer.status == 429:
            rules.parse(["User-agent: *", "Disallow: /"])
        elif answer.status == 200:
            rules.parse(answer.body.decode(errors="replace").splitlines())
        else:
            return None
        return rules

    def _asked(self, method: str, url: str, read_bytes: int = 0) -> Answer:
        host = _host(url)
        since = time.monotonic() - self.asked_at.get(host, float("-inf"))
        if since < PAUSE_S:
            self.wait(PAUSE_S - since)
        try:
            return self.asks(method, url, self.headers, read_bytes)
        finally:
            self.asked_at[host] = time.monotonic()


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def state_of(status: int) -> LinkState:
    """Return what the status of an answer means to a reader who follows the link."""
    if status in MISSING:
        return LinkState.GONE
    if status in (401, 403) or status in BUSY:
        return LinkState.UNASKED  # it answers people, not programs, or not now
    return LinkState.FINE if status < 400 else LinkState.ERROR
