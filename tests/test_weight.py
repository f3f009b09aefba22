"""A first visit fits into one round trip: HTML and style sheet in 14,600 bytes, scripts in 6 KB more.

Pages whose weight depends on their content are weighed where their tests build that content:

    weigh(client.get(address))
"""

import gzip

import brotli
import pytest
from django.conf import settings
from django.http import HttpResponse

BUILD = settings.BASE_DIR / "portal/static/build"
PAGE_BYTES = 14_600
SCRIPT_BYTES = 6 * 1024
STYLE_BYTES = 9 * 1024

PAGES = ["/accessibility/", "/accessibility/preferences/", "/no-such-page/"]


def style_bytes(language: str) -> int:
    """Return what the style sheet weighs as WhiteNoise sends it."""
    name = "citizen.rtl.css" if language == "ar" else "citizen.css"
    return len(brotli.compress((BUILD / name).read_bytes()))


def weigh(response: HttpResponse, language: str = "en") -> None:
    """Fail if the page and its style sheet do not fit into one round trip."""
    html = len(gzip.compress(response.content, compresslevel=6))
    style = style_bytes(language)
    assert html + style <= PAGE_BYTES, f"HTML {html} + CSS {style} = {html + style} bytes"


@pytest.fixture(autouse=True)
def _built() -> None:
    if not (BUILD / "citizen.css").exists():
        pytest.skip("make styles builds the style sheets")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_into_one_round_trip(client, page, language):
    prefix = "" if language == "en" else f"/{language}"
    weigh(client.get(prefix + page), language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_style_sheet_keeps_its_budget(language):
    assert style_bytes(language) <= STYLE_BYTES


def test_the_scripts_keep_their_budget():
    assert len(brotli.compress((BUILD / "citizen.js").read_bytes())) <= SCRIPT_BYTES


def test_a_page_asks_nobody_else_for_anything(client, db):
    html = client.get("/accessibility/").content.decode()
    assert 'src="http' not in html
    assert '<link rel="stylesheet" href="http' not in html
    assert "@font-face" not in (BUILD / "citizen.css").read_text()
