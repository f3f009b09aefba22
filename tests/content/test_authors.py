"""Content authors publish by themselves; nobody else gets into the admin."""

import re

import pytest
from django.test import Client

from content.models import PublicServicePage
from services.identity.models import User
from services.identity.roles import StaffRole
from tests.content.reading import open_page
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def blue_badge() -> PublicServicePage:
    return PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")


def form_of(page_html: bytes) -> dict[str, str]:
    """The fields that a browser would send back unchanged, except those scripts make."""
    fields: dict[str, str] = {}
    for tag in re.findall(rb"<input[^>]*>", page_html):
        name, value = re.search(rb'name="([^"]*)"', tag), re.search(rb'value="([^"]*)"', tag)
        if name and b'type="checkbox"' not in tag and b'type="submit"' not in tag:
            fields[name[1].decode()] = value[1].decode() if value else ""
    return fields


def test_an_author_opens_the_editor_with_the_forms_that_exist(author: Client) -> None:
    page = author.get(f"/admin/pages/{blue_badge().pk}/edit/").content.decode()
    assert '<option value="blue-badge" selected>' in page
    assert '<option value="moving-home">' in page


def test_what_an_author_publishes_is_what_the_public_sees(author: Client) -> None:
    organisation = blue_badge().organisation
    address = f"/admin/pages/{organisation.pk}/edit/"
    fields = form_of(author.get(address).content)
    text = {
        "title": "Lantern Bay Council",
        "slug": "lantern-bay-council",
        "summary": "We changed this sentence.",
        "short_name": "",
        "website": "",
        "search_description": "",
        "body-count": "0",
    }
    draft = author.post(address, {**fields, **text})
    assert draft.status_code in (200, 302)
    assert "We changed this sentence." not in open_page("/organisations/lantern-bay-council/").text
    text["reason"] = "The Arabic page follows next week."
    published = author.post(address, {**fields, **text, "action-publish": "1"})
    assert published.status_code == 302
    assert "We changed this sentence." in open_page("/organisations/lantern-bay-council/").text


def test_an_author_may_see_a_page_before_it_is_published(author: Client) -> None:
    page = blue_badge()
    page.summary = "Not published yet."
    page.save_revision()
    seen = open_page(f"/admin/pages/{page.pk}/view_draft/", author)
    assert "Not published yet." in seen.text
    assert "frame-ancestors 'self'" in seen.response["Content-Security-Policy"]
    assert "unsafe-inline" not in seen.response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/settings/content/councildetails/1/"]
)
def test_authors_do_not_reach_people_or_settings(author: Client, path: str) -> None:
    answer = author.get(path)
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"


def test_the_admin_is_shut_to_everyone_else() -> None:
    answer = Client().get("/admin/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/staff/")
    citizen = Client()
    citizen.force_login(User.objects.create_user("someone@example.org"))
    assert citizen.get("/admin/").status_code == 403
    assert citizen.get(f"/admin/pages/{blue_badge().pk}/edit/").status_code == 403
    assert at_the_desk(member(StaffRole.ADVISER)).get("/admin/").status_code == 403


def test_only_the_admin_has_a_relaxed_content_policy(author: Client) -> None:
    for path in ("/", "/cy/services/blue-badge/", "/ar/life-events/moving-home/", "/nowhere/"):
        policy = Client().get(path)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
    admin = author.get("/admin/")["Content-Security-Policy"]
    assert "unsafe-eval" not in admin
    assert "script-src 'self' 'unsafe-inline'" in admin
