"""What machines are told: the map of the site for search engines, and a feed of what changed for readers."""

from collections import defaultdict
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.council import council_of
from content.facts.showing import in_words
from content.models import NewsPage

NEWEST = 50
"""How many changes the feed tells of. A reader that looks in once a day misses none."""


def written_pages() -> Any:
    """Return the published pages that anyone may read, each in the languages in which it is written."""
    return (
        Page.objects.live()
        .public()
        .filter(depth__gt=1, alias_of=None)
        .select_related("locale")
        .order_by("path")
    )


class SitePages(Sitemap):  # type: ignore[type-arg]  # generic only in the stubs
    """Every page with its other languages (sitemaps.org 0.9, with Google's hreflang extension)."""

    protocol = urlsplit(settings.SITE_URL).scheme
    limit = 10_000

    def items(self) -> list[tuple[Page, list[Page]]]:
        """Return each page with itself and its translations."""
        family: dict[Any, list[Page]] = defaultdict(list)
        for page in written_pages():
            family[page.translation_key].append(page)
        return [(page, pages) for pages in family.values() for page in pages]

    def location(self, item: tuple[Page, list[Page]]) -> str:
        """Return the address without the host."""
        return str(item[0].url)

    def lastmod(self, item: tuple[Page, list[Page]]) -> datetime | None:
        """Return when the page was last published."""
        return cast("datetime | None", item[0].last_published_at)

    def get_urls(self, *args: Any, **options: Any) -> list[dict[str, Any]]:
        """Return what the map says of each page: Django's own entries, with the other languages."""
        found: list[dict[str, Any]] = super().get_urls(*args, **options)
        for entry in found:
            page, family = entry["item"]
            host = entry["location"].removesuffix(page.url)
            entry["alternates"] = [
                {"location": f"{host}{other.url}", "lang_code": other.locale.language_code}
                for other in family
            ]
        return found


class Changes(Feed):  # type: ignore[type-arg]  # generic only in the stubs
    """What was published last, in the reader's language, newest first (Atom, RFC 4287)."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        """Return the request: the feed is about the site that was asked."""
        return request

    def title(self, request: HttpRequest) -> str:
        """Return the feed's name."""
        return _("Changes to pages of %(council)s") % {"council": council_of(request).name}

    def link(self) -> str:
        """Return the front door."""
        return reverse("wagtail_serve", args=[""])

    def items(self) -> list[Page]:
        """Return the newest pages of this language."""
        pages = written_pages().filter(locale__language_code=get_language(), last_published_at__isnull=False)
        return list(pages.order_by("-last_published_at", "-pk").defer_streamfields().specific()[:NEWEST])

    def item_title(self, page: Page) -> str:
        """Return the page's title."""
        return in_words(page.title)

    def item_description(self, page: Any) -> str:
        """Return the page's summary."""
        return in_words(page.summary)

    def item_link(self, page: Page) -> str:
        """Return the address without the host."""
        return str(page.url)

    def item_guid(self, page: Page) -> str:
        """Return a name that stays when the address changes (RFC 4122)."""
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page: Page) -> datetime | None:
        """Return when it was first published."""
        return cast("datetime | None", page.first_published_at)

    def item_updateddate(self, page: Page) -> datetime | None:
        """Return when it was last published."""
        return cast("datetime | None", page.last_published_at)


class News(Changes):
    """The newest news, in the reader's language (Atom, RFC 4287)."""

    def title(self, request: HttpRequest) -> str:
        """Return the feed's name."""
        return _("News from %(council)s") % {"council": council_of(request).name}

    def items(self) -> list[Page]:
        """Return the newest news that everybody may read."""
        news = NewsPage.objects.live().public().filter(locale__language_code=get_language(), alias_of=None)
        return list(news.defer_streamfields().order_by("-day", "-pk")[:NEWEST])
