"""What tests of PDFs share: a council, and a service that each form is for."""

import pytest


@pytest.fixture(autouse=True)
def _council(settings) -> None:
    settings.COUNCIL_IN = "tests.paper.council.council"
    settings.SHORT_ADDRESS_IN = "tests.paper.council.short_address"
