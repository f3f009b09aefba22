"""Which tests show that no branch of the form engine goes unseen: those that are the same in every run."""

from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, before marks choose what runs."""
    for item in items:
        if item.path.parent == HERE and not is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("engine")
