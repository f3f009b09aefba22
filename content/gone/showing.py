"""The page that stands where another one was: 410, why it is gone, and where to look instead."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.views import serve

from content.gone.leaving import was_published
from content.languages import direction
from content.models import GoneAddress, HomePage
from content.models.base import Crumb, crumb


@dataclass(frozen=True, slots=True)
class Gone:
    """What is said of a page that is gone. Without words, only that it is."""

    why: str = ""
    instead: str = ""
    language: str = ""

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr" for the words."""
        return direction(self.language) if self.language else ""

    @property
    def is_foreign(self) -> bool:
        """Whether the words are in another language than the reader's."""
        return bool(self.language) and self.language != get_language()


def gone_at(request: HttpRequest) -> Gone | None:
    """Return what is to be said at the address of a request, or None if no page was ever there.

    Also None if a redirect leads on from there: Wagtail's own middleware follows it.
    """
    path = Redirect.normalise_path(request.path)
    site = Site.find_for_request(request)
    if site is None or "\0" in path or Redirect.get_for_site(site).filter(old_path=path).exists():
        return None
    entry = GoneAddress.objects.filter(path=path).first()
    if entry:
        return _words(entry)
    return Gone() if _was_published(request) else None


def _words(entry: GoneAddress) -> Gone:
    """Return the words left there: in the language of the address, or else as its author wrote them."""
    spoken = entry
    if not entry.why:
        others = GoneAddress.objects.filter(translation_key=entry.translation_key).exclude(why="")
        spoken = others.order_by("pk").first() or entry
    return Gone(spoken.why, spoken.instead, spoken.language if spoken.why else "")


def _was_published(request: HttpRequest) -> bool:
    """Tell whether a page is there that was published once and is not now, however that came about."""
    wanted = _url_path(request)
    down = Page.objects.filter(url_path=wanted, live=False).select_related("alias_of").first()
    return down is not None and was_published(down)


def _url_path(request: HttpRequest) -> str:
    """Return the address of a request as the tree of pages knows it, or "" if pages do not answer there."""
    match, site = request.resolver_match, Site.find_for_request(request)
    if match is None or match.func is not serve or site is None:
        return ""
    route = str(match.kwargs.get("path") or "".join(match.args))
    return str(site.root_page.localized.url_path) + route


def section(request: HttpRequest) -> Crumb | None:
    """Return the nearest published page above the address of a request, below the front door."""
    wanted = _url_path(request)
    if not wanted:
        return None
    parts = wanted.strip("/").split("/")
    above = ["/" + "/".join(parts[:end]) + "/" for end in range(2, len(parts))]
    found = Page.objects.live().public().filter(url_path__in=above, depth__gt=2)
    nearest = found.select_related("locale", "alias_of__locale").order_by("-depth").first()
    return crumb(nearest) if nearest else None


def popular(request: HttpRequest) -> list[Page]:
    """Return the services that the front door names, in the reader's language."""
    site = Site.find_for_request(request)
    home = HomePage.objects.filter(pk=site.root_page.localized.pk).first() if site else None
    return home.popular_services() if home else []
