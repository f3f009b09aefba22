"""The keyboard alone: every control is reached, in order, seen, and left again."""

import pytest
from playwright.sync_api import Page

from portal.gallery.samples import PARTS
from tests.browser.conftest import SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# One stop per group of radios: the browser goes to the chosen one, or to the first.
REACHABLE = """() => {
  const seen = new Set(), found = []
  for (const element of document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
    if (element.tabIndex < 0 || element.disabled || !element.getClientRects().length) continue
    if (element.closest('dialog:not([open])')) continue
    const group = element.type === 'radio' ? element.name : null
    if (group && seen.has(group)) continue
    if (group) seen.add(group)
    found.push(element)
  }
  return found.length
}"""

# Where the focus is: whether what is drawn around, behind or under the element differs from before.
STOP = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const drawn = one => {
    const style = getComputedStyle(one), before = getComputedStyle(one, '::before')
    return [style.outlineWidth, style.outlineStyle, style.outlineColor, style.boxShadow,
            style.backgroundColor, style.borderColor, before.boxShadow, before.borderWidth].join('|')
  }
  const look = () => [element, element.nextElementSibling].filter(Boolean).map(drawn).join('/')
  const focused = look()
  element.blur()
  const differs = focused !== look()
  element.focus({preventScroll: true})
  return {differs, shown: element.getClientRects().length > 0, html: element.outerHTML}
}"""


def start_at_the_top(page: Page) -> None:
    """Undo what a page's own script did: it moves the focus to errors and to "done" messages."""
    page.evaluate("document.activeElement.blur(); location.hash = '#top'")


@pytest.mark.parametrize("part", PARTS)
def test_tab_reaches_every_control_shows_where_it_is_and_leaves(open_page, part):
    page = open_page(f"/gallery/{part}/", size=SMALL)
    start_at_the_top(page)
    expected = page.evaluate(REACHABLE)
    stops: list[str] = []
    for _ in range(expected + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["html"] in stops[:1]:  # out of the page, or round to its first control
            break
        stops.append(stop["html"])
        assert stop["differs"], stop["html"]
        assert stop["shown"], stop["html"]
    else:
        pytest.fail(f"the keyboard is trapped: {stops[-1]}")
    assert len(stops) >= expected, f"{len(stops)} of {expected} controls reached"


def test_the_first_stop_skips_to_the_content(open_page):
    page = open_page("/gallery/words/")
    start_at_the_top(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    assert skip.bounding_box()["height"] > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside


def test_enter_in_a_box_continues_and_never_changes_the_language(open_page):
    page = open_page("/gallery/question/")
    page.get_by_label("By letter").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**?*")
    assert "language=" not in page.url
