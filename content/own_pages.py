"""The pages that no author writes, on the map of the site for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from services.booking.models import Office

OWN_PAGES = (
    "near_you",
    "offices:list",
    "booking:what",
    "open_data_about",
    "paper:ask_format",
    "accessibility:statement",
    "accessibility:preferences",
)
"""What is the same for everybody and leads on. Somebody's own pages, steps and results are on no map."""

Place = tuple[str, tuple[str, ...]]


class OwnPages(Sitemap):  # type: ignore[type-arg]  # generic only in the stubs
    """Offices, ways to find them and what we say of ourselves, each in every language."""

    protocol = urlsplit(settings.SITE_URL).scheme
    i18n = True
    alternates = True

    def items(self) -> list[Place]:
        """Return the name of each page, with what stands in its address."""
        keys = Office.objects.filter(active=True).values_list("key", flat=True)
        return [*((name, ()) for name in OWN_PAGES), *(("offices:office", (key,)) for key in keys)]

    def location(self, item: Place) -> str:
        """Return the address without the host, in the language in use."""
        name, parts = item
        return reverse(name, args=parts)
