"""Chromium for tests: Debian's own, driven by Playwright over pipes, against a live server here."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from unittest import mock

import pytest
from django.conf import settings as site
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, expect, sync_playwright

from tests.browser.checking import AXE, LARGE, SMALL, Checker, follow
from tests.database import Copies, with_sample
from tests.world import quiet

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
expect.set_options(timeout=30_000)  # as for a page: a slow machine is not a failure
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["320px", "1280px"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "cy", "ar"])
# Pages for staff: in Welsh they are built as in English.
BOTH_DIRECTIONS = pytest.mark.parametrize("language", ["en", "ar"])

NOWHERE = "/nowhere"
EMPTY = (
    '<link rel="icon" href="data:,">'  # otherwise Chromium asks the server for one, of which nobody is told
)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest go first, so that at the end no process waits for the other."""
    items.sort(key=lambda item: not item.name.startswith("test_every_"))


@pytest.fixture(scope="session")
def _styles() -> None:
    """Build the style sheets if nobody did."""
    if not (site.BASE_DIR / "portal/static/build/citizen.css").exists():
        subprocess.run(["npm", "run", "build"], cwd=site.BASE_DIR, check=True)


@pytest.fixture(scope="session", autouse=True)
def _quiet_between_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings of tests between tests too: a live server's thread may just be reading them."""
    with override_settings(**quiet(tmp_path_factory.mktemp("between"))):
        yield


class Busy:
    """What the live server is answering just now, also for a page that went away meanwhile."""

    def __init__(self) -> None:
        self.answers = 0
        self.lock = Lock()
        request_started.connect(self._starts)
        request_finished.connect(self._ends)

    def forget(self) -> None:
        """Count anew."""
        with self.lock:
            self.answers = 0

    def _starts(self, sender: type | None, **_more: object) -> None:
        self._count(sender, 1)

    def _ends(self, sender: type | None, **_more: object) -> None:
        self._count(sender, -1)

    def _count(self, sender: type | None, more: int) -> None:
        if sender and issubclass(sender, WSGIHandler):  # not the client of a test
            with self.lock:
                self.answers = max(0, self.answers + more)


BUSY = Busy()


@pytest.fixture(scope="session", autouse=True)
def _connections_end(django_db_setup: None) -> Iterator[None]:
    """Let the live server open the database for each request: between tests it becomes another one."""
    with mock.patch.dict(connection.settings_dict, CONN_MAX_AGE=0):
        yield


@pytest.fixture(scope="session")
def browser(_styles: None) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install -y chromium")
    # Playwright keeps an event loop in this thread, in which Django would refuse to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Person:
    """One person's browser: a window of their own, with nothing left in it from anybody before.

    A new window costs Chromium two seconds of processor time: the next test gets the same one, emptied.
    """

    def __init__(self, browser: Browser, address: str, *, scripts: bool) -> None:
        self.scripts = scripts
        self.asked: set[Request] = set()
        self.faults: list[str] = []
        self.context = browser.new_context(java_script_enabled=scripts, base_url=address)
        self.context.add_init_script(AXE)  # after a page is there, this takes several times as long
        self.context.on("request", self._asks)
        self.context.on("requestfinished", self._is_done)
        self.context.on("requestfailed", self._is_done)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._said)
        follow(self.page)
        self.inside = self.context.new_cdp_session(self.page)

    def _asks(self, request: Request) -> None:
        self.asked.add(request)

    def _is_done(self, request: Request) -> None:
        self.asked.discard(request)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def let_finish(self) -> None:
        """Wait until the server has answered all it was asked: the database goes away after this."""
        for _ in range(100):
            if not self.asked and not BUSY.answers:
                return
            self.page.wait_for_timeout(50)
        self.asked.clear()
        BUSY.forget()  # an answer that nobody waited for to its end is never told to be over

    def leave(self) -> None:
        """Leave nothing behind: no page, no cookie, nothing stored or cached, no route that a test made."""
        self.let_finish()
        self.page.unroute_all(behavior="ignoreErrors")
        self.context.clear_cookies()
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.inside.send("Network.clearBrowserCache")
        # An empty page of the same site: on another one Chromium would start a new process.
        self.page.route(NOWHERE, lambda route: route.fulfill(content_type="text/html", body=EMPTY))
        self.page.goto(NOWHERE)
        self.page.unroute_all()
        self.faults.clear()


@pytest.fixture(scope="session")
def waiting_people(browser: Browser) -> list[Person]:
    """Hold the windows that no test uses just now."""
    return []


@pytest.fixture
def open_page(browser: Browser, live_server, waiting_people: list[Person]) -> Iterator[OpenPage]:
    """Open an address of the live server: `open_page("/gallery/", size=SMALL, scripts=False)`.

    Each call is a new person: no cookies. One whose clock the test moves is `once` and never comes back.
    The test fails if the page logs an error, which is how anything that the security policy blocks shows.
    """
    here: list[tuple[Person, bool]] = []

    def open_page(path: str, *, size: ViewportSize = LARGE, scripts: bool = True, once: bool = False) -> Page:
        fitting = (person for person in waiting_people if person.scripts == scripts)
        person = next(fitting, None)
        if person:
            waiting_people.remove(person)
        else:
            person = Person(browser, live_server.url, scripts=scripts)
        here.append((person, once))
        person.page.set_viewport_size(size)
        person.page.goto(path)
        return person.page

    yield open_page
    faults = [fault for person, _once in here for fault in person.faults]
    for person, once in here:
        if once:
            person.let_finish()
            person.context.close()
        else:
            person.leave()
            waiting_people.append(person)
    assert not faults, "\n".join(faults)


@pytest.fixture
def check_page(request: pytest.FixtureRequest) -> Checker:
    """Check a page as it is shown now: axe, our own rules, no sideways scrolling."""
    return Checker(request.node)


@pytest.fixture
def council(settings, transactional_db: None, database_copies: Copies) -> None:
    """Start from the sample council, as `make demo` does."""
    settings.DEMO = True
    with_sample(database_copies)
