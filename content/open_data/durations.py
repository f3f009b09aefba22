"""How long something takes, as XML Schema writes it: unlike ISO 8601 it knows no weeks."""

import re
from collections.abc import Mapping
from typing import Any

from content.particulars.times import duration

_WEEKS = re.compile(r"P(\d+)W")


def xsd_duration(time: Mapping[str, Any] | None) -> str:
    """Return the longest it takes as an xsd:duration such as P84D; "" if no number is given."""
    found = duration(time)
    weeks = _WEEKS.fullmatch(found)
    return f"P{int(weeks[1]) * 7}D" if weeks else found
