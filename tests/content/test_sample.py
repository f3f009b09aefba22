"""The sample council is complete, in each language, and loading it again changes nothing."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page

from accessibility import preferences
from content.models import ContactPoint, PublicServicePage
from portal.sample.content import FOLDER, load_content
from portal.sample.prose import rich_text
from portal.sample.streams import in_language
from services.booking.models import AppointmentType
from services.definitions.publishing import current_version
from services.online import browsers
from tests.content.reading import Seen, open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def language_of(path: str) -> str:
    return path[1:3] if path.startswith(("/cy/", "/ar/")) else "en"


def test_every_page_is_sound_in_each_language_and_links_only_to_pages() -> None:
    """One test, because opening them all takes a quarter of a minute."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("path")
    every_page = {page.url: open_page(page.url) for page in pages}
    they_open_in_each_language(every_page)
    each_has_one_title_and_headings_without_gaps(every_page)
    no_link_has_vague_words(every_page)
    every_link_inside_the_site_leads_to_a_page(every_page)


def they_open_in_each_language(every_page: dict[str, Seen]) -> None:
    for path, seen in every_page.items():
        language = language_of(path)
        assert seen.tree.get("lang") == language
        assert seen.tree.get("dir") == ("rtl" if language == "ar" else "ltr")
    counts = Counter(map(language_of, every_page))
    assert counts["en"] == counts["cy"] == counts["ar"] > 30


def each_has_one_title_and_headings_without_gaps(every_page: dict[str, Seen]) -> None:
    for path, seen in every_page.items():
        levels = [int(e.tag[1]) for e in seen.one("main").iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def no_link_has_vague_words(every_page: dict[str, Seen]) -> None:
    vague = {"here", "click here", "more", "read more", "this page", "link", "yma", "rhagor"}
    for path, seen in every_page.items():
        assert not vague & {text.lower() for text in seen.links()}, path


def every_link_inside_the_site_leads_to_a_page(every_page: dict[str, Seen]) -> None:
    targets = {url for seen in every_page.values() for url in seen.links().values() if url.startswith("/")}
    browser = Client()
    # Drawing each takes seconds: tests/paper and test_booklet do.
    forms = {url for url in targets if "/paper/" in url}
    booklets = {url for url in targets if "/booklets/" in url}
    events = {url for url in every_page if re.fullmatch(r"/life-events/[^/]+/", url)}
    assert {url.split("/")[-2] for url in booklets} == {url.split("/")[-2] for url in events}
    assert {url.partition("/paper/")[2].partition("/")[0] for url in forms} == {
        "blue-badge",
        "moving-home",
        "help-request",
    }
    # Every page asks the same of its readers: one of each question is opened.
    asked = {url.partition("?")[0]: url for url in targets if "/feedback/" in url}
    others = {url for url in targets if "/feedback/" not in url}
    for url in sorted({*others, *asked.values()} - forms - booklets - set(every_page)):
        assert browser.get(url).status_code in (200, 302), url


def test_translated_pages_hold_no_english_content() -> None:
    for locale in Locale.objects.filter(language_code__in=("cy", "ar")):
        for page in PublicServicePage.objects.filter(locale__language_code="en"):
            translated = page.get_translation(locale)
            assert translated.alias_of is None
            assert translated.title != page.title
            assert translated.summary != page.summary
            assert not {str(b.value) for b in page.who_can} & {str(b.value) for b in translated.who_can}


def test_loading_again_changes_nothing_and_is_quick() -> None:
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))
    contacts = ContactPoint.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert load_content() == 0
    assert (
        list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))
        == before
    )
    assert ContactPoint.objects.count() == contacts
    assert not [query for query in queries if query["sql"].startswith("UPDATE")]
    assert len(queries) < 650


def test_loading_again_keeps_what_an_author_wrote() -> None:
    page = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    page.summary = "An author wrote this."
    page.save_revision().publish()
    load_content()
    page.refresh_from_db()
    assert page.summary == "An author wrote this."


def test_what_is_new_in_the_sample_joins_pages_whose_arabic_nobody_wrote() -> None:
    arabic = Locale.objects.get(language_code="ar")
    home, services = (
        Page.objects.get(slug=slug, locale__language_code="en").specific for slug in ("home-en", "services")
    )
    for english in (home, services):
        english.get_translations().filter(locale=arabic).update(alias_of=english)
    Page.objects.get(slug="blue-badge", locale=arabic).delete()
    assert load_content() == 1
    assert "التقدم بطلب للحصول على الشارة الزرقاء" in open_page("/ar/services/blue-badge/").text
    assert services.get_translations().get(locale=arabic).alias_of_id == services.pk


def test_every_way_leads_to_something_real() -> None:
    for page in PublicServicePage.objects.filter(locale__language_code="en"):
        ways = {way.value["kind"]: way.value for way in page.ways}
        assert {"phone", "in_person"} <= set(ways), page.slug
        if page.form_key:
            assert current_version(page.form_key)
        if page.booking_key:
            assert AppointmentType.objects.filter(key=page.booking_key, active=True).exists()
        assert ("paper_form" in ways) == bool(page.form_key), page.slug
        for kind, way in ways.items():
            if kind != "online":
                assert way["contact"], (page.slug, kind)
        if "post" in ways:
            assert ways["post"]["contact"].address, page.slug


def test_the_sample_has_no_real_postcode_or_telephone_number() -> None:
    text = "".join(path.read_text() for path in FOLDER.glob("*.yaml"))
    assert set(re.findall(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", text)) <= {"ZZ1 1AA"}
    assert all(number.startswith("960") for number in re.findall(r"01632 (\d{6})", text))
    assert not re.findall(r"\b0[2-9]\d{2,4}[ -]\d{3}", text)


def test_the_cookies_page_names_every_cookie_we_set() -> None:
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, preferences.COOKIE, browsers.COOKIE}
    for path in ("/cookies/", "/cy/cookies/", "/ar/cookies/"):
        named = {words(cell) for cell in open_page(path).all("th", scope="row")}
        assert named == ours | {CookieStorage.cookie_name}


def test_words_missing_in_a_language_stop_the_load() -> None:
    with pytest.raises(ValueError, match="no cy for 'Only English'"):
        in_language({"title": {"en": "Only English"}}, "cy")


def test_plain_marks_become_rich_text() -> None:
    html = rich_text(
        "Bring **all**:\n\n- [a map](page:maps)\n- tea & milk\n\n1. Go\n2. Come", {"maps": 7}.__getitem__
    )
    assert html == (
        '<p>Bring <b>all</b>:</p><ul><li><a linktype="page" id="7">a map</a></li><li>tea &amp; milk</li></ul>'
        "<ol><li>Go</li><li>Come</li></ol>"
    )
