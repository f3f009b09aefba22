"""What is translated is shown; what is not is shown as it is, and said so, never silently English."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from content.models import HomePage, StandardPage
from tests.content.reading import open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

EVERYWHERE = [
    "",
    "life-events/",
    "life-events/moving-home/",
    "services/",
    "services/blue-badge/",
    "help/",
    "privacy/",
]


@pytest.fixture
def nothing_in_arabic() -> None:
    """Pages whose Arabic is still an alias of the English, as a page is until somebody translates it."""
    arabic = Locale.objects.get(language_code="ar")
    home = HomePage.objects.get(locale__language_code="en")
    for path in [*EVERYWHERE, "services/register-birth/"]:
        english = Page.objects.get(url_path=f"{home.url_path}{path}").specific
        Page.objects.filter(translation_key=english.translation_key, locale=arabic).update(alias_of=english)
        english.update_aliases()


@pytest.mark.usefixtures("nothing_in_arabic")
def test_untranslated_words_are_marked_and_announced() -> None:
    for path in EVERYWHERE:
        seen = open_page(f"/ar/{path}")
        (english,) = [e for e in seen.all("div", lang="en") if e.get("dir") == "ltr"]
        assert english.find(".//h1") is not None, path
        notice = seen.one("div", role="note")
        assert notice.get("lang") is None, "in the reader's own language"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_translated_words_need_no_notice(path: str) -> None:
    for language in ("cy", "ar"):
        seen = open_page(f"/{language}/{path}")
        assert not seen.all("div", role="note")
        assert seen.tree.get("lang") == language


@pytest.mark.usefixtures("nothing_in_arabic")
def test_untranslated_pages_keep_their_readers_in_their_language() -> None:
    for path in EVERYWHERE:
        seen = open_page(f"/ar/{path}")
        main = seen.one("main")
        inside = [a.get("href", "") for a in main.iter("a") if a.get("href", "").startswith("/")]
        assert all(url.startswith("/ar/") for url in inside), path


@pytest.mark.usefixtures("nothing_in_arabic")
def test_the_labels_of_an_untranslated_page_are_in_the_language_of_its_words() -> None:
    seen = open_page("/ar/services/register-birth/")
    english = next(e for e in seen.all("div", lang="en") if e.get("dir") == "ltr")
    assert "Time limit" in words(english)


@pytest.mark.usefixtures("nothing_in_arabic")
def test_search_engines_are_told_only_of_languages_a_page_is_written_in() -> None:
    seen = open_page("/services/blue-badge/")
    pages = [link for link in seen.all("link", rel="alternate") if not link.get("type")]
    found = {link.get("hreflang"): link.get("href") for link in pages}
    assert set(found) == {"en", "cy", "x-default"}
    assert found["cy"].endswith("/cy/services/blue-badge/")
    assert found["en"].startswith("http")


def test_the_councils_name_and_hours_are_in_the_readers_language() -> None:
    assert "Cyngor Bae’r Llusern" in open_page("/cy/").text
    assert "مجلس خليج الفانوس" in open_page("/ar/").text


def test_a_new_page_appears_in_every_language_at_once(author: Client) -> None:
    home = StandardPage.objects.get(slug="help", locale__language_code="en").get_parent()
    answer = author.post(
        f"/admin/pages/add/content/standardpage/{home.pk}/",
        {
            "title": "Opening at Easter",
            "slug": "easter",
            "summary": "When we are open.",
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "warning",
            "body-0-value": "We are closed on Good Friday.",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "reason": "Translations follow before Easter.",
            "action-publish": "1",
        },
    )
    assert answer.status_code == 302
    assert "We are closed on Good Friday." in open_page("/easter/").text
    for language in ("cy", "ar"):
        seen = open_page(f"/{language}/easter/")
        assert "We are closed on Good Friday." in seen.text
        assert seen.all("div", role="note")
