"""Links to our own site, resolved without asking anybody: the tree, redirects, and the addresses we serve."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.views import serve

from content.models.link_checks import LinkCheck, LinkState


def look(links: Iterable[LinkCheck]) -> dict[int, LinkState]:
    """Return the state of each link to our own site, by its id."""
    links = list(links)
    chosen = {link.pk: link.url.removeprefix("page:") for link in links if link.url.startswith("page:")}
    wanted = {int(pk) for pk in chosen.values() if pk.isdigit()}
    live = {str(pk) for pk in Page.objects.live().filter(pk__in=wanted).values_list("pk", flat=True)}
    found = {}
    for link in links:
        there = chosen[link.pk] in live if link.pk in chosen else leads_somewhere(link.url)
        found[link.pk] = LinkState.FINE if there else LinkState.GONE
    return found


def leads_somewhere(url: str) -> bool:
    """Tell whether an address of this site, beginning with "/", is one that it answers."""
    path = url.partition("?")[0].partition("#")[0]
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return _redirected(path)
        if getattr(match.func, "__wrapped__", match.func) is not serve:
            return True
        route = str(match.kwargs.get("path") or "".join(match.args))
        return _in_tree(route) or _redirected(path)


def _in_tree(route: str) -> bool:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    page = site.root_page.localized
    for slug in filter(None, route.split("/")):
        page = page.get_children().filter(slug=slug).first()
        if page is None:
            return False
    return bool(page.live)


def _redirected(path: str) -> bool:
    return bool(Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists())
