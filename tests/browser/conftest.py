"""Chromium for tests: Debian's own, driven by Playwright over pipes, against a live server here."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.browser.checking import AXE, LARGE, SMALL, Checker, follow
from tests.database import Copies

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["320px", "1280px"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "cy", "ar"])

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
def _static_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the live server's WhiteNoise a folder that exists; files come from the finders."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
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


def _let_finish(context: BrowserContext, asked: set[Request]) -> None:
    """Wait until the server has answered what the pages still ask: the database goes away after this."""
    for _ in range(100):
        if not asked or not context.pages:
            return
        context.pages[0].wait_for_timeout(50)


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[OpenPage]:
    """Open an address of the live server: `open_page("/gallery/", size=SMALL, scripts=False)`.

    Each call is a new person: no cookies. The test fails if the page logs an error, which is how
    anything that the security policy blocks shows.
    """
    contexts = []
    asked: set[Request] = set()
    faults: list[str] = []

    def asks(request: Request) -> None:
        asked.add(request)

    def is_done(request: Request) -> None:
        asked.discard(request)

    def open_page(path: str, *, size: dict[str, int] = LARGE, scripts: bool = True, **options) -> Page:
        context = browser.new_context(
            viewport=size, java_script_enabled=scripts, base_url=live_server.url, **options
        )
        contexts.append(context)
        context.add_init_script(AXE)  # after a page is there, this takes several times as long
        context.on("request", asks)
        context.on("requestfinished", is_done)
        context.on("requestfailed", is_done)
        page = context.new_page()
        follow(page)
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                faults.append(f"{page.url}: {message.text}")
                if message.type == "error" and "Failed to load resource" not in message.text
                else None
            ),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        _let_finish(context, asked)
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def check_page(request: pytest.FixtureRequest) -> Checker:
    """Check a page as it is shown now: axe, our own rules, no sideways scrolling."""
    return Checker(request.node)


@pytest.fixture(scope="session")
def _council_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the files of the sample council are kept, once it is loaded."""
    return tmp_path_factory.mktemp("council") / "files"


@pytest.fixture
def council(
    settings, tmp_path: Path, transactional_db: None, database_copies: Copies, _council_files: Path
) -> None:
    """Load the sample council, as `make demo` does: the first test does, the others start from a copy."""
    settings.DEMO = True
    if _council_files.exists():
        database_copies.renew("council")
        shutil.copytree(_council_files, tmp_path, dirs_exist_ok=True)
        return
    call_command("load_sample", verbosity=0)
    database_copies.keep("council")
    shutil.copytree(tmp_path, _council_files)
