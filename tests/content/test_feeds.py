"""Machines find every page in each language it is written in, and what changed."""

from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from content.models import PublicServicePage

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
    assert len(found) == written.count()
    for address in list(found)[::9]:
        assert Client().get(address.removeprefix("http://testserver")).status_code == 200, address


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
