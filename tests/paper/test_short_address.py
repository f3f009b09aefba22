"""The cover of a paper form names the short address of the one service that it is for."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from content.models import PublicServicePage
from content.short.giving import add_code, ensure_code
from content.short.printed import address_of_form
from services.paper.blank import blank_form, undrawn
from services.paper.prints import Print
from tests.builders import small_form
from tests.checklists.world import publish_site
from tests.paper.conftest import stored, words_of

pytestmark = pytest.mark.django_db


def unbroken(pdf: bytes) -> str:
    """The words of a PDF without spaces: an address may go on in the next line."""
    words = words_of(pdf)
    return words.replace(" ", "")


@pytest.fixture
def permit() -> PublicServicePage:
    publish_site(("en", "cy"))
    page = PublicServicePage.objects.get(form_key="small", locale__language_code="en")
    ensure_code(page)
    add_code(page, "permit", by=None)
    return page


def test_the_cover_names_it_and_a_new_word_makes_the_stored_file_an_old_one(
    permit: PublicServicePage, settings, tmp_path: Path
) -> None:
    version, site = small_form(), settings.SITE_URL.partition("://")[2]
    assert f"{site}/s/permitOrbyphone" in unbroken(stored(blank_form(version, "en", Print.STANDARD)))
    undrawn_now = {(language, size) for _, language, size in undrawn().values()}
    assert ("en", Print.STANDARD) not in undrawn_now
    add_code(permit, "small-permit", by=None)
    assert ("en", Print.STANDARD) in {(language, size) for _, language, size in undrawn().values()}
    out = tmp_path / "form.pdf"
    call_command("paper", "small", language="cy", out=out, stdout=StringIO())
    assert f"{site}/cy/s/small-permit" in unbroken(out.read_bytes())


def test_no_address_is_printed_where_it_could_be_anothers(permit: PublicServicePage) -> None:
    other = PublicServicePage.objects.get(slug="birth", locale__language_code="en")
    ensure_code(other)
    other.form_key = "small"
    other.save()
    assert address_of_form("small", "en") == ""
    other.unpublish()
    assert address_of_form("small", "en").endswith("/s/permit")
    permit.get_translations(inclusive=True).update(live=False)
    assert address_of_form("small", "en") == ""
