"""Runs axe-core in a browser page and says in plain words what it found."""

from typing import Any, Protocol

from accessibility.rules.parsing import Problem

# WCAG 2.0, 2.1 and 2.2 at A and AA, and what axe's authors hold to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Only rules about sound, video and turned screens need a preload: TAGS leave them out, or no page has such.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}


class Page(Protocol):
    """What this module needs of a Playwright page."""

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """Run JavaScript in the page and return what it gives."""


def violations(page: Page) -> list[Problem]:
    """Return what axe-core, which must be in the page, finds as it is shown now."""
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        Problem(violation["id"], " ".join(map(str, node["target"])), _sentence(violation, node))
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def axe_version(axe_source: str) -> str:
    """Return the version that the script names in its first line: 4.12.1, say."""
    return axe_source.split("axe v", 1)[1].split(maxsplit=1)[0]


def sideways_px(page: Page) -> int:
    """Return by how many pixels the page is wider than its window (WCAG 1.4.10: none at 320 wide)."""
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wider))


def _sentence(violation: dict[str, Any], node: dict[str, Any]) -> str:
    reason = " ".join(str(node.get("failureSummary", "")).split())
    return f"{violation['help']}. {reason} {node['html']}"
