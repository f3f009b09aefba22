"""People who fill in the reference form over HTTP, as fast as they are answered."""

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from tests.bench.reference import ANSWERS, key, typed


@dataclass
class Browser:
    """One browser: cookies, over a connection that is kept open."""

    connection: http.client.HTTPConnection
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> http.client.HTTPResponse:
        """Return the answer to a GET, read to its end."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form; return the path it leads to. Raises RuntimeError if it leads nowhere."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
        answer = self._ask("POST", path, body)
        if answer.status != 302:
            raise RuntimeError(f"POST {path} answered {answer.status}")
        return urlsplit(answer.headers["Location"]).path

    def _ask(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        return answer


class Site(Protocol):
    """How the reference form is filled in on one of the two sites."""

    def begin(self, browser: Browser, count: int) -> str:
        """Start a form of so many steps; return the path of its first step."""

    def fields(self, place: int) -> dict[str, str]:
        """Return what is sent for the step at this place."""


class Ours:
    """Anydoor."""

    def begin(self, browser: Browser, count: int) -> str:
        path = f"/apply/{key(count)}/"
        browser.get(path)
        return browser.post(path, {"start": "again"})

    def fields(self, place: int) -> dict[str, str]:
        return typed(place)


class PlainFormtools:
    """tests/bench/plain_formtools.py."""

    def begin(self, browser: Browser, count: int) -> str:
        browser.cookies.clear()  # a wizard holds one draft for each session
        answer = browser.get(f"/{key(count)}/")
        path = urlsplit(answer.headers["Location"]).path
        browser.get(path)
        return path

    def fields(self, place: int) -> dict[str, str]:
        step = f"step-{place}"
        return {
            "wizard-current_step": step,
            f"{step}-text": ANSWERS["text"],
            f"{step}-choice": ANSWERS["choice"],
            f"{step}-date": "{year}-{month}-{day}".format_map(ANSWERS),
        }


class FormtoolsInOurPages(PlainFormtools):
    """tests/bench/formtools_in_our_pages.py."""

    def fields(self, place: int) -> dict[str, str]:
        sent = super().fields(place)
        date = f"step-{place}-date"
        del sent[date]
        return sent | {f"{date}_{part}": ANSWERS[part] for part in ("day", "month", "year")}


def steps_per_second(site: Site, port: int, *, count: int, people: int, steps_each: int) -> float:
    """Return how many steps a second are answered: POST, and GET of where it leads.

    Each person fills in whole forms of `count` steps, all but the last step, until `steps_each` are
    done. The forms are started before the clock.
    """
    runs = max(1, steps_each // (count - 1))
    connections = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(people)]
    started = [[_begun(site, connection, count) for _ in range(runs)] for connection in connections]
    ready = threading.Barrier(people + 1)
    problems: list[BaseException] = []

    def person(forms: Sequence[tuple[Browser, str]]) -> None:
        ready.wait()
        try:
            for browser, path in forms:
                _walk(site, browser, path, count)
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=person, args=[forms]) for forms in started]
    for thread in threads:
        thread.start()
    ready.wait()
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    took_s = time.perf_counter() - begin
    for connection in connections:
        connection.close()
    if problems:
        raise problems[0]
    return people * runs * (count - 1) / took_s


def _begun(site: Site, connection: http.client.HTTPConnection, count: int) -> tuple[Browser, str]:
    browser = Browser(connection)
    return browser, site.begin(browser, count)


def _walk(site: Site, browser: Browser, path: str, count: int) -> None:
    for place in range(1, count):
        path = browser.post(path, site.fields(place))
        browser.get(path)
