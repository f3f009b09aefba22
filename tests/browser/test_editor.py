"""Authors can work in Wagtail's editor under the content policy that we give it."""

import pytest
from playwright.sync_api import expect

from content.models import PublicServicePage
from services.identity.roles import StaffRole
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_editor_and_its_preview_work_under_the_content_policy(open_page, council, live_server):
    session = at_the_desk(member(StaffRole.AUTHOR)).cookies["sessionid"].value
    page = open_page("/", size={"width": 1500, "height": 1000})
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    service = PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")
    page.goto(f"/admin/pages/{service.pk}/edit/")
    expect(page.locator("[data-contentpath=who_can] .public-DraftEditor-content").first).to_be_visible()
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title=Preview]").first
    expect(preview.locator("h1")).to_have_text("Apply for a Blue Badge")
