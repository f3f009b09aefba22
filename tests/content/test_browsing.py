"""People who know what they look for find it by its letter, or by who does it."""

from itertools import cycle

import pytest
from django.test import Client
from wagtail.models import Page

from content.models import OrganisationPage, PublicServicePage
from tests.content.reading import open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


@pytest.mark.parametrize("prefix", ["", "/cy", "/ar"])
def test_every_service_stands_once_in_the_list(prefix: str) -> None:
    listed = [
        url for url in open_page(f"{prefix}/services/").links().values() if f"{prefix}/services/" in url
    ]
    live = PublicServicePage.objects.live().filter(locale__language_code=prefix[1:] or "en")
    assert {service.url for service in live} <= set(listed)


def test_a_long_list_has_letters_that_lead_into_it() -> None:
    titles = ["Zoo", "apples", "Boats", "Bins", "30 hours"]
    for page, title in zip(
        Page.objects.type(PublicServicePage).order_by("path"), cycle(titles), strict=False
    ):
        Page.objects.filter(pk=page.pk).update(title=title)
    page = open_page("/services/")
    jumps = [link for nav in page.all("nav") for link in nav.iter("a") if "#letter" in link.get("href", "")]
    assert [words(link) for link in jumps] == ["#", "A", "B", "Z"]
    headings = {heading.get("id"): words(heading) for heading in page.all("h2")}
    for link in jumps:
        assert headings[link.get("href", "")[1:]] == words(link)
    shown = [words(heading) for heading in page.all("h3")]
    assert shown == sorted(shown, key=str.casefold)


def test_an_organisation_names_its_services() -> None:
    service = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    council = OrganisationPage.objects.get(pk=service.organisation_id)
    assert service.url in open_page(council.url).links().values()
    welsh = council.get_translations().get(locale__language_code="cy")
    assert f"/cy{service.url}" in open_page(welsh.url).links().values()
    service.unpublish()
    assert service.url not in Client().get(council.url).content.decode()
