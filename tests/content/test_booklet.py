"""A life event can be taken along as a booklet: its steps, and a chapter for each service."""

import pytest
from django.test import Client

from content.booklet import views
from services.documents import Document as Pdf
from services.documents import Rect
from tests.content.reading import open_page
from tests.paper.conftest import words_of
from tests.pdf.verapdf import VeraPdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
ADDRESS = "/booklets/someone-has-died/"


def test_the_page_of_a_life_event_leads_to_its_booklet_in_its_own_language() -> None:
    for address, language in (
        ("/life-events/having-a-baby/", "en"),
        ("/ar/life-events/having-a-baby/", "ar"),
    ):
        links = {link.get("href") for link in open_page(address).all("a")}
        found = {link for link in links if "booklets/" in link}
        assert {link.partition("?")[2] for link in found} == {
            f"language={language}",
            f"language={language}&print=large",
        }


@pytest.mark.pdf
@pytest.mark.parametrize(("language", "size"), [("en", "standard"), ("ar", "large")])
def test_it_is_sound_and_says_what_each_service_costs_and_how_to_get_it(
    client: Client, language: str, size: str, verapdf: VeraPdf, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get(ADDRESS, {"language": language, "print": size})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert caplog.messages == []
    assert verapdf.broken_rules(answer.content) == []
    if language == "en":
        said = words_of(answer.content)
        for words in (
            "Register a death",
            "within 5 days",
            "What you need",
            "By phone",
            "01632 960",
            "/guidance/",
        ):
            assert words in said


def test_it_is_laid_out_once_until_something_is_published(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def lay_out(page, request, size) -> Pdf:
        drawn.append((page.content_language, size.value))
        return Pdf(b"%PDF-1.7", [{"at": Rect(0, 0, 1, 1)}])

    monkeypatch.setattr(views, "_laid_out", lay_out)
    for _ in range(2):
        assert client.get(ADDRESS, {"language": "cy", "print": "largest"}).content == b"%PDF-1.7"
    assert drawn == [("cy", "largest")]
    assert client.get(ADDRESS, {"print": "fillable"}).status_code == 404
    assert client.get("/booklets/nothing/").status_code == 404
