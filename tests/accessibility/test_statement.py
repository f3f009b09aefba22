"""The statement tells what was measured, and only that."""

from datetime import date

import pytest

from accessibility import statement
from tests.browser import measuring

STATES = [
    {"path": "/", "language": "en", "width_px": 320, "violations": 0, "axe": "4.12.1"},
    {"path": "/cy/", "language": "cy", "width_px": 1280, "violations": 0, "axe": "4.12.1"},
    {"path": "/apply/ABC123/name/", "language": "en", "width_px": 320, "violations": 2, "axe": "4.12.1"},
    {"path": "/apply/XYZ987/name/", "language": "en", "width_px": 320, "violations": 0, "axe": "4.12.1"},
]


def test_what_the_tests_write_the_statement_reads(tmp_path):
    measuring.write(STATES, tmp_path / "measured.json", date(2026, 11, 21))
    measured = statement.read(tmp_path / "measured.json")
    assert measured == statement.Measured(
        measured_on=date(2026, 11, 21),
        pages=2,
        states=4,
        violations=2,
        axe_version="4.12.1",
        languages=("cy", "en"),
        widths_px=(320, 1280),
    )


@pytest.mark.django_db
def test_the_statement_shows_the_facts(client, monkeypatch, tmp_path):
    measuring.write(STATES, tmp_path / "measured.json", date(2026, 11, 21))
    facts = statement.read(tmp_path / "measured.json")
    monkeypatch.setattr(statement, "read", lambda: facts)
    html = client.get("/accessibility/").content.decode()
    assert "looked at 2 pages in 4 states" in html
    assert "21 November 2026" in html
    assert "axe-core 4.12.1" in html


@pytest.mark.django_db
def test_nothing_measured_is_said_openly(client, monkeypatch):
    monkeypatch.setattr(statement, "read", lambda: None)
    assert "We have not published a full check" in client.get("/accessibility/").content.decode()


def test_a_missing_file_is_no_measure(tmp_path):
    assert statement.read(tmp_path / "none.json") is None
