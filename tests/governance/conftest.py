"""A front door with a list of guidance and one of services, in each language: as few pages as will do."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from wagtail.models import Locale, Page, Site

from content.models import GuidanceIndexPage, HomePage, ServiceIndexPage
from content.roles import ensure_permissions
from tests.database import Copies

LANGUAGES = ("en", "cy", "ar")


def _plant() -> None:
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Home", summary="All.", slug="home-en", locale=locales[0]))
    Site.objects.update(root_page=home)
    for kind, slug in ((GuidanceIndexPage, "guidance"), (ServiceIndexPage, "services")):
        home.add_child(instance=kind(title=slug.title(), summary="All.", slug=slug, locale=locales[0]))
    for locale in locales[1:]:
        for page in (home, *home.get_children().specific()):
            page.copy_for_translation(locale, alias=True)
    ensure_permissions()


@pytest.fixture(scope="package")
def _planted(django_db_setup: None, database_copies: Copies, django_db_blocker) -> Iterator[None]:
    """Plant the pages once for all tests here."""
    with django_db_blocker.unblock():
        with translation.override("en"):
            _plant()
        yield
        database_copies.renew()


@pytest.fixture
def tree(_planted: None, db: None) -> None:
    """The pages that each test begins with. The other languages show the English ones."""
    Site.clear_site_root_paths_cache()
