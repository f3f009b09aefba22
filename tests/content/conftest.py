"""The sample council's pages, loaded once for these tests and rolled back after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from portal.sample.content import load_content
from portal.sample.forms import load_forms
from portal.sample.offices import load_offices
from services.identity.roles import StaffRole
from tests.content.reading import Seen, open_page
from tests.staff import at_the_desk, member


@pytest.fixture(scope="package")
def sample(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Forms, offices and pages of the sample council."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        load_forms()
        load_offices()
        load_content()
        yield
        transaction.set_rollback(True)
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
