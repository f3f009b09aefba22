"""What every page must be, in every state: one function that browser tests call."""

from importlib import resources

import pytest
from playwright.sync_api import Page

from accessibility import audit, rules

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()


class Checker:
    """Checks pages for one test and notes each state, for the accessibility statement."""

    def __init__(self, node: pytest.Item) -> None:
        self.node = node

    def __call__(self, page: Page, *, status: int = 200) -> None:
        """Fail the test unless the page, as it is shown now, keeps every rule."""
        page.wait_for_load_state("load")
        # A page whose clock the test moves does not tell how it was answered.
        answered = page.evaluate("performance.getEntriesByType('navigation')[0]?.responseStatus")
        assert answered in (status, None), f"{page.url} was answered with {answered}"
        problems = audit.violations(page, AXE)
        sideways_px = audit.sideways_px(page)
        source = page.evaluate("fetch(location.href).then(answer => answer.text())")
        self.note(page, len(problems))
        problems += rules.check(source)
        said = "\n".join(str(problem) for problem in problems)
        assert not problems, f"{page.url}\n{said}"
        assert sideways_px == 0, f"{page.url} is {sideways_px} px wider than its window"

    def note(self, page: Page, violations: int) -> None:
        """Write the state into the test's report; measuring.py adds them up."""
        size = page.viewport_size or {"width": 0}
        state = {
            "path": page.evaluate("location.pathname"),
            "language": page.evaluate("document.documentElement.lang"),
            "width_px": size["width"],
            "violations": violations,
            "axe": audit.axe_version(AXE),
        }
        self.node.user_properties.append(("accessibility_state", state))
