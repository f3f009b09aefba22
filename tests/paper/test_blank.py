"""An empty form is drawn once and then handed out as a file."""

from unittest import mock

import pytest
from django.test import Client

from services.paper import blank as module
from services.paper.blank import blank_form, store
from services.paper.models import PrintedForm
from services.paper.prints import SIZES, Print
from tests.builders import small_form
from tests.paper.conftest import stored

pytestmark = pytest.mark.django_db


def not_drawn_again():
    return mock.patch.object(module, "paper_form", side_effect=AssertionError("it was drawn again"))


@pytest.mark.database
def test_it_is_drawn_once_and_read_from_the_store_after_that() -> None:
    version = small_form()
    first = blank_form(version, "en", Print.STANDARD)
    with not_drawn_again():
        assert blank_form(version, "en", Print.STANDARD) == first
    assert stored(first).startswith(b"%PDF-")


def test_each_language_and_size_is_a_file_of_its_own() -> None:
    version = small_form()
    found = {blank_form(version, language, size).pk for language in ("en", "cy") for size in SIZES[:2]}
    assert len(found) == 4


def test_a_new_telephone_number_gives_a_new_edition_and_keeps_the_old(settings) -> None:
    version = small_form()
    old = blank_form(version, "en", Print.STANDARD)
    settings.COUNCIL_IN = "tests.paper.council.with_new_phone"
    new = blank_form(version, "en", Print.STANDARD)
    assert (old.edition, new.edition) == (1, 2)
    assert store().exists(old.stored_as)
    assert PrintedForm.objects.count() == 2


@pytest.mark.database
def test_a_lost_file_is_drawn_again_as_the_same_edition() -> None:
    version = small_form()
    printed = blank_form(version, "en", Print.STANDARD)
    before = stored(printed)
    store().delete(printed.stored_as)
    assert blank_form(version, "en", Print.STANDARD) == printed
    assert stored(printed) == before


def test_anyone_gets_it_and_a_browser_that_has_it_is_told_so(client: Client) -> None:
    small_form()
    first = client.get("/paper/small/?language=cy&print=large")
    assert first.headers["Content-Type"] == "application/pdf"
    assert 'filename="small-cy-large.pdf"' in first.headers["Content-Disposition"]
    assert b"".join(first.streaming_content).startswith(b"%PDF-")
    again = client.get(
        "/paper/small/?language=cy&print=large", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("query", ["?language=xx", "?print=huge"])
def test_a_language_or_size_we_do_not_have_is_not_found(client: Client, query: str) -> None:
    small_form()
    assert client.get(f"/paper/small/{query}").status_code == 404


def test_an_unknown_form_ends_in_a_clear_page(client: Client) -> None:
    assert client.get("/paper/nothing/").status_code == 404
