"""Pages of the sample council that anyone can open, in every language and at both sizes.

A browser opens one page of each list, and all of them for the statement (`--measure`): tests/content
reads all of them as they are sent.
"""

from collections import deque

import pytest

from tests.browser.conftest import LANGUAGES, SMALL
from tests.browser.walking import fill_in, goes_to_a_page, kind_of, links, list_of, send, spoken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOT_WALKED = (
    "/admin/",
    "/documents/",
    "/paper/",
    "/booklets/",
    "/demo/",
    "/gallery/",
    "/account/",
    "/desk/",
    "/static/",
    "/feedback/",  # tests/browser/test_feedback.py: it needs to know of which page
)


def plain(path: str) -> str:
    """Return an address without its language."""
    return path.removeprefix("/cy").removeprefix("/ar")


@LANGUAGES
def test_every_page_is_sound(open_page, check_page, council, language):
    first = "/" if language == "en" else f"/{language}/"
    page = open_page(first)
    kind = kind_of if check_page.everything else list_of
    seen = {kind(first)}
    waiting = deque([first])
    while waiting:
        if not goes_to_a_page(page, waiting.popleft()):
            continue
        check_page.at_both_sizes(page)
        for path in links(page):
            if spoken(path) != language or plain(path).startswith(NOT_WALKED):
                continue
            if kind(path) not in seen:
                seen.add(kind(path))
                waiting.append(path)
    assert len(seen) > 20


@LANGUAGES
def test_every_step_of_a_form_is_sound_empty_wrong_and_answered(open_page, check_page, council, language):
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/apply/blue-badge/", size=SMALL)
    send(page.locator("main form button").first)
    steps = []
    while "/check/" not in page.url:
        assert len(steps) < 60, steps
        steps.append(page.url)
        check_page.at_both_sizes(page)
        leave = page.locator("#step button:not([name])").first
        send(leave)
        if page.url == steps[-1]:
            check_page.at_both_sizes(page)
            fill_in(page)
            send(page.locator("#step button:not([name])").first)
        assert page.url != steps[-1], page.locator("main").inner_text()
    check_page.at_both_sizes(page)
    assert len(steps) > 10
