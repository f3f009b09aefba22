"""The choice of what becomes of open applications, as it is stored."""

from datetime import date

import pytest

from services.definitions.versions.fates import CLOSE, KEEP, MOVE, Fate, OpenDrafts, read


@pytest.mark.parametrize("choice", [KEEP, MOVE, CLOSE, OpenDrafts(Fate.KEEP, date(2026, 12, 31))])
def test_a_choice_is_stored_as_text_and_read_again(choice: OpenDrafts) -> None:
    assert read(str(choice)) == choice


def test_only_what_is_kept_is_kept_until_a_day() -> None:
    with pytest.raises(ValueError, match="takes no date"):
        OpenDrafts(Fate.MOVE, date(2026, 12, 31))


@pytest.mark.parametrize("text", ["keep:soon", "forget", ""])
def test_what_is_no_choice_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)
