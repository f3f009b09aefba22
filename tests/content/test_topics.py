"""People find what they need by what it is about, and by what is new."""

from datetime import date, timedelta
from xml.etree.ElementTree import fromstring

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from content.models import GuidancePage, NewsIndexPage, NewsPage, PublicServicePage, TopicPage
from content.topics import filled, speaks_for_all
from tests.content.reading import open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
HOUSING = "/topics/housing/"
ATOM = "{http://www.w3.org/2005/Atom}"


def topic(slug: str, language: str = "en") -> TopicPage:
    return TopicPage.objects.get(slug=slug, locale__language_code=language)


@pytest.mark.parametrize(("prefix", "kinds"), [("", "Life events"), ("/ar", "أحداث الحياة")])
def test_a_topic_lists_its_pages_by_kind_in_the_reader_s_language(prefix: str, kinds: str) -> None:
    page = open_page(f"{prefix}{HOUSING}")
    assert words(page.all("h2")[0]) == kinds
    links = [link.get("href") for link in page.one("main").iter("a")]
    # On the front door: first. The other two by title.
    assert links[:2] == [f"{prefix}/life-events/moving-home/", f"{prefix}/services/moving-home/"]
    assert set(links) == {
        f"{prefix}/{path}/"
        for path in (
            "life-events/moving-home",
            "services/moving-home",
            "services/losing-your-home",
            "services/crisis-and-resilience-fund",
        )
    }
    service = open_page(f"{prefix}/services/moving-home/").links()
    assert {f"{prefix}{HOUSING}", f"{prefix}/topics/council-tax/"} <= set(service.values())
    assert f"{prefix}{HOUSING}" in open_page(f"{prefix}/").links().values()
    assert f"{prefix}/topics/" in open_page(f"{prefix}/services/").links().values()


def test_the_page_in_the_site_s_language_chooses_for_its_translations() -> None:
    service = PublicServicePage.objects.get(slug="school-appeal", locale__language_code="en")
    welsh = service.get_translations().get(locale__language_code="cy").specific
    assert (speaks_for_all(service), speaks_for_all(welsh)) == (True, False)
    service.topics = [topic("housing")]
    service.save_revision().publish()
    assert f"/cy{service.url}" in open_page(f"/cy{HOUSING}").links().values()
    assert f"/cy{service.url}" not in open_page("/cy/topics/schools-and-learning/").links().values()
    # One that was never translated stands there too, under its English title.
    original = GuidancePage.objects.get(slug="care-and-support", locale__language_code="en")
    original.get_translations().get(locale__language_code="cy").delete()
    original.copy_for_translation(topic("housing", "cy").locale, alias=True)
    assert f"/cy{original.url}" in open_page("/cy/topics/health-and-care/").links().values()


def test_a_topic_without_a_published_page_is_not_shown() -> None:
    travel = topic("travel-and-parking")
    assert travel.url in open_page("/topics/").links().values()
    assert travel.url in open_page("/").links().values()
    for page in Page.objects.live().filter(
        slug__in=("living-with-a-disability", "blue-badge", "school-transport", "using-a-blue-badge"),
        locale__language_code="en",
    ):
        page.unpublish()
    assert travel.url not in open_page("/topics/").links().values()
    assert travel.url not in open_page("/").links().values()
    assert "There is nothing here at the moment" in open_page(travel.url).text
    assert filled([]) == []


def test_search_finds_topics_and_news_under_headings_of_their_own() -> None:
    found = open_page("/search/?q=housing")
    assert "Topics" in [words(heading) for heading in found.all("h2")]
    assert HOUSING in found.links().values()
    assert "/news/closed-at-christmas/" in open_page("/search/?q=christmas&kind=news").links().values()


def news(**fields: object) -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    made = NewsPage(
        **{"title": "Bins", "slug": "bins", "summary": "New days.", "locale": index.locale, **fields}
    )
    index.add_child(instance=made)
    made.save_revision().publish()
    return made


def test_news_stand_on_the_front_door_from_their_day_to_their_last() -> None:
    today = timezone.localdate()
    made = news(day=today + timedelta(days=1), front_until=today + timedelta(days=2))
    shown = []
    for days in range(4):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            shown.append(made.url in open_page("/").links().values())
    assert shown == [False, True, True, False]
    with pytest.raises(ValidationError, match="not before"):
        NewsPage(title="X", summary="X", day=date(2026, 2, 1), front_until=date(2026, 1, 1)).clean()


def test_news_are_listed_newest_first_and_told_in_a_feed_and_on_the_map() -> None:
    made = news(day=timezone.localdate())
    links = [
        link
        for link in open_page("/news/").links().values()
        if link.startswith("/news/") and link != "/news/"
    ]
    assert links[0] == made.url
    feed = fromstring(Client().get("/news.atom").content)  # noqa: S314 -- our own
    assert next(feed.iter(f"{ATOM}entry")).findtext(f"{ATOM}title") == "Bins"
    welsh = fromstring(Client().get("/cy/news.atom").content)  # noqa: S314 -- our own
    assert "Bins" not in [entry.findtext(f"{ATOM}title") for entry in welsh.iter(f"{ATOM}entry")]
    assert made.url in Client().get("/sitemap.xml").content.decode()
    assert HOUSING in Client().get("/sitemap.xml").content.decode()
