"""Machines find every page in each language it is written in, and what changed."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.conf import settings
from django.test import Client
from django.urls import LocalePrefixPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page, PageViewRestriction

from content.models import PublicServicePage
from content.own_pages import OWN_PAGES, OwnPages
from services.booking.models import Office
from services.identity.access_levels import Level, access_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def read(path: str) -> Element:
    answer = Client().get(path)
    assert answer.status_code == 200
    return fromstring(answer.content)  # noqa: S314 -- our own


def entries(path: str = "/sitemap.xml") -> dict[str, Element]:
    return {str(each.findtext(f"{MAP}loc")): each for each in read(path).iter(f"{MAP}url")}


def test_the_map_of_the_site_names_every_page_and_its_other_languages() -> None:
    found = entries()
    badge = found["http://testserver/services/blue-badge/"]
    others = {link.get("hreflang"): link.get("href") for link in badge.iter(f"{XHTML}link")}
    assert others["en"] == "http://testserver/services/blue-badge/"
    assert others["cy"] == "http://testserver/cy/services/blue-badge/"
    assert badge.findtext(f"{MAP}lastmod")
    written = Page.objects.live().filter(depth__gt=1, alias_of=None)
    assert len(found) == written.count() + len(OwnPages().items()) * len(settings.LANGUAGES)
    for address in list(found)[::9]:
        assert Client().get(address.removeprefix("http://testserver")).status_code == 200, address


def test_the_map_names_our_own_pages_in_every_language_and_nobodys_own() -> None:
    closed = Office.objects.filter(active=True).first()
    assert closed is not None
    Office.objects.filter(pk=closed.pk).update(active=False)
    office = Office.objects.filter(active=True).first()
    assert office is not None
    found = entries()
    shown = found[f"http://testserver/cy/offices/{office.key}/"]
    others = {link.get("hreflang"): link.get("href") for link in shown.iter(f"{XHTML}link")}
    assert others == {
        "en": f"http://testserver/offices/{office.key}/",
        "cy": f"http://testserver/cy/offices/{office.key}/",
        "ar": f"http://testserver/ar/offices/{office.key}/",
    }
    assert not [address for address in found if f"/offices/{closed.key}/" in address]
    for name in OWN_PAGES:
        assert Client().get(reverse(name)).status_code == 200, name
        assert f"http://testserver{reverse(name)}" in found


OFF_THE_MAP = {
    "/_util/": "leads to the sign-in",
    "/account/": "to sign in",
    "/appointment/": "somebody's own",
    "/closed/": "where somebody's way ends",
    "/cookies/": "an author's page, on the map already",
    "/deleted/": "where somebody's way ends",
    "/demo/": "only in demonstrations",
    "/feedback/": "about another page",
    "/gallery/": "for those who build the site",
    "/other-formats/": "says thank you; the page that asks is on the map",
    "/privacy/": "an author's page, on the map already",
    "/resume/": "somebody's own",
    "/search/": "results",
    "/track/": "somebody's own",
}


def _in_languages(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _in_languages(each.url_patterns, here)
        else:
            yield here, each.callback


def test_every_page_for_everybody_is_on_the_map_or_has_a_reason_not_to_be() -> None:
    roots = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
    found = set()
    for path, view in _in_languages([each for root in roots for each in root.url_patterns]):
        access = access_of(view)
        if access and access.level is Level.PUBLIC and path.endswith("/") and "<" not in path:
            found.add(f"/{path}")
    on_it = {reverse(name) for name in OWN_PAGES}
    left = {f"/{path.split('/')[1]}/" for path in found - on_it}
    assert left == set(OFF_THE_MAP)


def test_what_is_not_for_everyone_is_on_no_map() -> None:
    page = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for translation in page.get_translations():
        translation.unpublish()
    assert not [address for address in entries() if "services/blue-badge" in address]
    assert not [
        each for each in read("/changes.atom").iter(f"{ATOM}id") if str(page.translation_key) in each.text
    ]


def test_the_newest_change_comes_first_in_the_reader_s_language() -> None:
    for language, prefix in (("en", ""), ("cy", "/cy")):
        page = PublicServicePage.objects.get(slug="blue-badge", locale__language_code=language)
        page.save_revision().publish()
        feed = read(f"{prefix}/changes.atom")
        first = next(feed.iter(f"{ATOM}entry"))
        assert first.findtext(f"{ATOM}title") == page.title
        assert first.findtext(f"{ATOM}summary") == page.summary
        assert first.findtext(f"{ATOM}id") == f"urn:uuid:{page.translation_key}"
        assert first.find(f"{ATOM}link").get("href") == f"http://testserver{prefix}/services/blue-badge/"
        moments = [each.text for each in feed.iter(f"{ATOM}updated")]
        assert moments[1:] == sorted(moments[1:], reverse=True)
    assert "changes.atom" in Client().get("/services/blue-badge/").content.decode()
