"""What tests of PDFs share: a council."""

import pytest


@pytest.fixture(autouse=True)
def _council(settings) -> None:
    settings.COUNCIL_IN = "tests.paper.council.council"
