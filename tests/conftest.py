"""What every test gets: fast hashing, mail in memory, files in a temporary folder, English."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from services.definitions.models import forget_versions
from services.facts.queries import forget_facts
from services.online import unanswered
from tests import database
from tests.browser.measuring import pytest_addoption, pytest_runtest_logreport, pytest_sessionfinish  # noqa: F401 -- hooks
from tests.drawing import _drawn_once  # noqa: F401 -- a fixture
from tests.guards import _loud_templates, _sound_html  # noqa: F401 -- fixtures
from tests.pdf.verapdf import verapdf  # noqa: F401 -- a fixture
from tests.world import quiet

# A slow machine is not a failure; on CI the examples are the same every time.
hypothesis.settings.register_profile("anydoor", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("anydoor")


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never in what was imported: measured, a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def database_copies(
    django_test_environment: None,
    django_db_blocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[database.Copies]:
    """Give this process a migrated database of its own, and a new one after a test that commits."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        source = database.copies(tmp_path_factory.mktemp("database"), worker)
        source.renew()
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", side_effect=source.renew):
        yield source
    with django_db_blocker.unblock():
        source.drop()


@pytest.fixture(scope="session")
def django_db_setup(database_copies: database.Copies) -> None:
    """Set up the database: pytest-django asks for it by this name."""


@pytest.fixture(autouse=True)
def _quiet_world(settings, tmp_path: Path) -> Iterator[None]:
    for name, value in quiet(tmp_path).items():
        setattr(settings, name, value)
    forget_versions()
    forget_facts()
    unanswered.forget()
    cache.clear()
    with translation.override("en"):
        yield
