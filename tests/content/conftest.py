"""The sample council's pages, and its authors."""

from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.models import Site

from services.identity.roles import StaffRole
from tests.database import Copies, with_sample
from tests.staff import at_the_desk, member


@pytest.fixture(scope="package")
def sample(django_db_setup: None, database_copies: Copies, django_db_blocker) -> Iterator[None]:
    """Start from the sample council: loaded once for all tests, and copied."""
    with django_db_blocker.unblock():
        with_sample(database_copies)
        yield
        database_copies.renew()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def author(sample: None, db: None) -> Client:
    """A content author's browser, signed in with a second factor."""
    return at_the_desk(member(StaffRole.AUTHOR))
