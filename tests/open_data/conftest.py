"""The small council: published once for all tests here, and copied."""

from collections.abc import Iterator

import pytest
import time_machine
from wagtail.models import Site

from services.definitions.models import forget_versions
from tests.booking.world import NOW
from tests.database import Copies
from tests.open_data.council import Small, small_council


@pytest.fixture(scope="package")
def published(django_db_setup: None, database_copies: Copies, django_db_blocker) -> Iterator[Small]:
    """Publish the council before the first test."""
    with django_db_blocker.unblock():
        with time_machine.travel(NOW, tick=False):
            made = small_council()
        yield made
        database_copies.renew()
    forget_versions()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def council(published: Small, db: None) -> Iterator[Small]:
    """Give the council, on a day on which nothing else changes."""
    with time_machine.travel(NOW, tick=False):
        yield published
