"""`pytest -m browser --measure` writes what was measured into the accessibility statement's facts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accessibility.statement import MEASURED

_states: list[dict[str, Any]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--measure", action="store_true", help="write accessibility/measured.json after a green run"
    )


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Collect the states that each test noted; with xdist this runs where the reports come together."""
    if report.when == "call":
        _states.extend(value for name, value in report.user_properties if name == "accessibility_state")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    here = not hasattr(session.config, "workerinput")
    if here and exitstatus == 0 and _states and session.config.getoption("--measure"):
        write(_states, MEASURED, date.today())  # noqa: DTZ011 -- the day where the tests ran


def write(states: list[dict[str, Any]], path: Path, on: date) -> None:
    """Write the facts of one run. Pages that differ only in language or in a number are one page."""
    facts = {
        "measured_on": on.isoformat(),
        "pages": len({_page(state["path"]) for state in states}),
        "states": len(states),
        "violations": sum(state["violations"] for state in states),
        "axe_version": states[0]["axe"],
        "languages": sorted({state["language"] for state in states}),
        "widths_px": sorted({state["width_px"] for state in states}),
    }
    path.write_text(json.dumps(facts, indent=2) + "\n")


def _page(path: str) -> str:
    parts = [part for part in path.split("/") if part not in ("cy", "ar")]
    return "/".join("#" if any(sign.isdigit() for sign in part) else part for part in parts)
