"""What every page must be, in every state: one function that browser tests call."""

from importlib import resources
from typing import ClassVar
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Page, Response, ViewportSize

from accessibility import audit, rules

SMALL: ViewportSize = {"width": 320, "height": 640}
LARGE: ViewportSize = {"width": 1280, "height": 900}

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()

# Each element as its look and its rules depend on it: tag, classes, other attributes, what it stands in.
PIECES = """() => {
  const told = ["role", "type", "aria-live", "lang", "dir"];
  const drawn = element => element.tagName + "." + element.className + element.getAttributeNames()
    .map(name => told.includes(name) ? name + "=" + element.getAttribute(name) : name).sort().join(" ");
  const root = drawn(document.documentElement) + drawn(document.body);
  return [...new Set([...document.querySelectorAll("body *")]
    .map(element => root + drawn(element.parentElement) + ">" + drawn(element)))];
}"""

documents: WeakKeyDictionary[Page, Response] = WeakKeyDictionary()
"""The document that each open page shows, as the server sent it."""


def follow(page: Page) -> None:
    """Note each document that this page opens from now on."""

    def answered(answer: Response) -> None:
        if answer.request.is_navigation_request() and answer.frame == page.main_frame:
            documents[page] = answer

    page.on("response", answered)


def spoken(page: Page) -> str:
    """Return the language that a page says it is in."""
    return str(page.evaluate("document.documentElement.lang"))


class Checker:
    """Checks pages for one test and notes each state, for the accessibility statement.

    axe takes most of the time. It looks at a page that shows any piece that no page before it showed, in
    English and in Arabic, which runs from right to left; in Welsh a page is built as in English. At which
    width is no matter, but for the gallery, in which all pieces are: it is looked at as a phone and as a
    large screen show it. For the statement (`--measure`) axe looks at everything. Our own rules read every
    page that was sent, and whether anything is too wide is always measured.
    """

    shown: ClassVar[set[str]] = set()
    """The pieces that axe has seen in this process. They tell the page's language and contrast."""

    def __init__(self, node: pytest.Item) -> None:
        self.node = node
        self.parsed: Response | None = None
        self.everything = bool(node.config.getoption("--measure"))

    def __call__(self, page: Page, *, status: int = 200) -> None:
        """Fail the test unless the page, as it is shown now, keeps every rule."""
        page.wait_for_load_state("load")
        answer = documents[page]
        assert answer.status == status, f"{page.url} was answered with {answer.status}"
        sideways_px = audit.sideways_px(page)
        is_new = answer is not self.parsed  # another width shows the same document
        language = spoken(page)
        problems = []
        if self.everything or (language != "cy" and self._shows_something_new(page)):
            problems = audit.violations(page)
            self.note(page, len(problems))
        if is_new:
            problems += rules.check(answer.text())
            self.parsed = answer
        said = "\n".join(str(problem) for problem in problems)
        assert not problems, f"{page.url}\n{said}"
        assert sideways_px == 0, f"{page.url} is {sideways_px} px wider than its window"

    def _shows_something_new(self, page: Page) -> bool:
        here = set(page.evaluate(PIECES))
        is_new = not here <= self.shown
        self.shown.update(here)
        return is_new or "/gallery/" in page.url

    def at_both_sizes(self, page: Page, *, status: int = 200) -> None:
        """Fail the test unless the page keeps every rule as a phone and as a large screen show it.

        What fits a phone fits a large screen: other languages are shown on one when figures are measured.
        """
        sizes = (SMALL, LARGE) if self.everything or spoken(page) == "en" else (SMALL,)
        for size in sizes:
            page.set_viewport_size(size)
            self(page, status=status)

    def note(self, page: Page, violations: int) -> None:
        """Write the state into the test's report; measuring.py adds them up."""
        size = page.viewport_size or {"width": 0}
        state = {
            "path": page.evaluate("location.pathname"),
            "language": spoken(page),
            "width_px": size["width"],
            "violations": violations,
            "axe": audit.axe_version(AXE),
        }
        self.node.user_properties.append(("accessibility_state", state))
