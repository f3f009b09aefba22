"""Times are written as people write them in each language."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

MORNING = datetime(2026, 10, 24, 9, 30, tzinfo=UTC)
AFTERNOON = datetime(2026, 10, 24, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "morning", "afternoon"),
    [
        ("en", "24 October 2026, 9:30am", "24 October 2026, 5pm"),
        ("cy", "24 Hydref 2026, 9:30am", "24 Hydref 2026, 5pm"),
        ("ar", "24 أكتوبر 2026، 9:30 صباحًا", "24 أكتوبر 2026، 5 مساءً"),
    ],
)
def test_a_moment_is_written_the_way_people_write_it(language: str, morning: str, afternoon: str) -> None:
    with translation.override(language):
        assert date_format(MORNING, "DATETIME_FORMAT") == morning
        assert date_format(AFTERNOON, "DATETIME_FORMAT") == afternoon


ROOT = Path(settings.BASE_DIR)


def test_nobody_reads_the_old_spelling_of_email() -> None:
    words = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("templates/**/*.txt")]
    words += [*ROOT.glob("locale/*/LC_MESSAGES/*.po"), *ROOT.glob("portal/sample/**/*.yaml")]
    old = re.compile(r"\be-mail", re.IGNORECASE)
    assert [str(path) for path in words if old.search(path.read_text())] == []
