"""A person in Chromium who follows links and fills in forms by what the page shows."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils import translation
from playwright.sync_api import Locator, Page

# What to type, by a word in the control's name or its autocomplete; the first that fits.
TYPED = {
    "postcode": "ZZ1 1AB",
    "postal-code": "ZZ1 1AB",
    "email": "ann@example.com",
    "phone": "01632 960321",
    "tel": "01632 960321",
    "ni_number": "QQ 12 34 56 C",
    "badge_number": "ABC123",
    "-day": "27",
    "-month": "3",
    "-year": "1958",
    "metres": "40",
}
OTHERWISE = "Ann Lee"
SKIPPED = (".pdf", ".ics", ".csv", ".docx")


def links(page: Page) -> Iterator[str]:
    """Yield the addresses on this site that the page leads to, without queries and fragments."""
    here = urlsplit(page.url)
    for address in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        there = urlsplit(address)
        if there.netloc == here.netloc and not there.path.endswith(SKIPPED):
            yield there.path


def goes_to_a_page(page: Page, path: str) -> bool:
    """Open an address; tell whether a page came, and not a document."""
    answer = page.goto(path)
    return answer is not None and answer.headers.get("content-type", "").startswith("text/html")


def spoken(path: str) -> str:
    """Return the language of an address."""
    first = path.split("/")[1]
    return first if first in ("cy", "ar") else "en"


def kind_of(path: str) -> str:
    """Return what makes a page different: its address, or its view where addresses hold choices."""
    with translation.override(spoken(path)):
        found = resolve(path)
    return path if found.view_name == "wagtail_serve" else f"{found.view_name} {len(found.kwargs)}"


def list_of(path: str) -> str:
    """Return what makes a page different, where all pages below one list, such as services, are alike."""
    kind = kind_of(path)
    above, _, _ = kind.rstrip("/").rpartition("/")
    return above if kind == path and above not in ("", "/cy", "/ar") else kind


def send(button: Locator) -> None:
    """Press a button that leads to a page, and wait for that page."""
    with button.page.expect_navigation():
        button.click()


def fill_in(page: Page) -> None:
    """Answer every question that is shown: the first radio and box, a plausible text."""
    form = page.locator("main form")
    for control in form.locator("input, select, textarea").all():
        if not control.is_visible() and control.get_attribute("type") not in ("radio", "checkbox"):
            continue
        _answer(page, control)


def _answer(page: Page, control: Locator) -> None:
    name = f"{control.get_attribute('name')} {control.get_attribute('autocomplete')}"
    kind = control.get_attribute("type") or "text"
    if kind in ("hidden", "submit", "file"):
        return
    if kind == "radio":
        group = page.locator(f'input[type=radio][name="{control.get_attribute("name")}"]')
        by_post = page.locator(f'input[type=radio][name="{control.get_attribute("name")}"][value=post]')
        if not any(radio.is_checked() for radio in group.all()):
            (by_post.first if by_post.count() else control).check()
    elif kind == "checkbox":
        control.check()
    elif control.evaluate("element => element.tagName") == "SELECT":
        control.select_option(index=1)
    else:
        control.fill(next((text for word, text in TYPED.items() if word in name), OTHERWISE))
