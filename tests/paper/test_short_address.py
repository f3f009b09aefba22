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
from services.paper.sheets import paper_form
from tests.builders import small_form
from tests.checklists.world import publish_site
from tests.paper.conftest import stored, words_of
from tests.pdf.verapdf import VeraPdf

pytestmark = pytest.mark.django_db
FIND = "Find this service online:"


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


def test_the_cover_names_it_in_every_language_and_size_and_the_file_follows_a_new_word(
    permit: PublicServicePage, settings, tmp_path: Path
) -> None:
    version, site = small_form(), settings.SITE_URL.partition("://")[2]
    first = blank_form(version, "en", Print.STANDARD)
    assert f"{site}/s/permitOrbyphone" in unbroken(stored(first))
    add_code(permit, "small-permit", by=None)
    assert any((language, size) == ("en", Print.STANDARD) for _, language, size in undrawn().values())
    assert f"{site}/s/small-permitOr" in unbroken(stored(blank_form(version, "en", Print.STANDARD)))
    out = tmp_path / "form.pdf"
    call_command("paper", "small", language="cy", size="large", out=out, stdout=StringIO())
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
    assert FIND not in words_of(paper_form(small_form(), language="en", size=Print.STANDARD, copy="1").pdf)


def test_the_cover_with_an_address_is_accessible_in_arabic(
    permit: PublicServicePage, verapdf: VeraPdf
) -> None:
    pdf = paper_form(small_form(), language="ar", size=Print.LARGE, copy="1").pdf
    assert "/ar/s/permit" in unbroken(pdf)
    assert verapdf.broken_rules(pdf) == []
