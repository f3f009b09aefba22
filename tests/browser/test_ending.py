"""Where the way through a form ends, for people who see nothing, use keys only, or enlarge text."""

import pytest

from services.definitions.publishing import publish
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests.assisted.test_phone import checked
from tests.browser.conftest import BOTH_DIRECTIONS, LANGUAGES
from tests.browser.test_desk import bring_session
from tests.browser.walking import send
from tests.channels.test_where_the_way_ends import ended_document, ended_draft
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@LANGUAGES
def test_an_end_of_the_way_is_a_sound_page(open_page, check_page, language):
    publish(document=ended_document(), by=SYSTEM)
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/apply/small/")
    send(page.locator("main form button").first)
    page.locator("input[value=other]").check()
    send(page.locator("#step button:not([name])").first)
    assert page.url.endswith("/elsewhere/")
    check_page.at_both_sizes(page)
    send(page.locator("main button[value=check]"))
    assert page.url.endswith("/check/")
    check_page.at_both_sizes(page)


@BOTH_DIRECTIONS
def test_at_the_desk_too(open_page, check_page, language):
    desk = at_the_desk(member(StaffRole.ADVISER))
    session = checked(desk, ended_draft())
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    for path in ("ask/elsewhere/", "read-back/", "key/"):
        page.goto(f"{prefix}/desk/help/{session.pk}/{path}")
        check_page.at_both_sizes(page)
