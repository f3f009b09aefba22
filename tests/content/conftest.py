"""The sample council's pages, loaded once for these tests."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from portal.sample.content import load_content
from portal.sample.forms import load_forms
from portal.sample.offices import load_offices
from services.identity.roles import StaffRole
from tests.content.reading import Seen, open_page
from tests.database import Copies
from tests.staff import at_the_desk, member


@pytest.fixture(scope="session")
def _sample_kept() -> set[str]:
    """Return under which name the loaded database is kept, once it is."""
    return set()


@pytest.fixture(scope="package")
def sample(
    django_db_setup: None, database_copies: Copies, django_db_blocker, _sample_kept: set[str]
) -> Iterator[None]:
    """Forms, offices and pages of the sample council: loaded once, and copied when it is needed again."""
    with django_db_blocker.unblock(), translation.override("en"):
        if not _sample_kept:
            load_forms()
            load_offices()
            load_content()
            database_copies.keep("sample")
            _sample_kept.add("sample")
        database_copies.renew("sample")
        yield
        database_copies.renew()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def author(sample: None, db: None) -> Client:
    """A content author's browser, signed in with a second factor."""
    return at_the_desk(member(StaffRole.AUTHOR))


@pytest.fixture(scope="package")
def _opened() -> dict[str, Seen]:
    return {}


@pytest.fixture
def every_page(sample: None, _opened: dict[str, Seen]) -> dict[str, Seen]:
    """Each published page of the sample by its address, opened once for all tests."""
    if not _opened:
        pages = Page.objects.live().filter(depth__gt=1).order_by("path")
        _opened.update({page.url: open_page(page.url) for page in pages})
    return _opened
