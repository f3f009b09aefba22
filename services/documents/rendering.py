"""Lay out HTML on pages, remember where each box stands, and write the PDF."""

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element

from services.documents.codes import PageCodes
from services.documents.fields import Field, as_links
from services.documents.finishing import finish

if TYPE_CHECKING:
    from weasyprint import CSS

MM_PER_PX = 25.4 / 96  # CSS Values 4, 6.2
# Elements that our documents do not use otherwise, and what WeasyPrint tags them as.
CARRIERS = {"article": "/Art", "blockquote": "/BlockQuote", "main": "/Part"}
CARRIER_CSS = "article, blockquote, main { display: inline; margin: 0 }\n"
PAGE_OF = re.compile("\ue000([^\ue001]+)\ue001")  # private use: nobody types these
LAYOUTS = 4  # more than enough: a number that gains a digit may move a line, once
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class Rect(NamedTuple):
    """Where something stands on its page, from the top left corner."""

    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF. `boxes` has one map for each page: element id to where it stands."""

    pdf: bytes
    boxes: list[dict[str, Rect]]

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return len(self.boxes)


def render(
    html: str,
    *,
    language: str,
    title: str,
    css: str = "",
    codes: PageCodes | None = None,
    page_guesses: Mapping[str, int] | None = None,
    fields: Sequence[Field] = (),
) -> Document:
    """Return `html` as a tagged PDF/UA-1 document. The same input gives the same bytes.

    `language` and `title` are set on the document whatever the HTML says; right-to-left languages
    turn the page. Elements with a `lang` of their own keep it when read aloud. Only data: addresses
    are fetched: any other raises ValueError, and so do more than three languages in one document.

    Where the HTML has page_of("name") stands the number of the page with that id. Right guesses, as
    from an earlier rendering, save a layout; wrong ones cost nothing but that.
    """
    with _litter_kept():
        laid_out, tongues = _settled(html, language, css, page_guesses or {}, fields)
        laid_out.metadata.title = title
        # The PDF is compressed once, at the end of finish().
        pdf = laid_out.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    boxes = [
        {name: Rect(*(round(side * MM_PER_PX, 2) for side in sides)) for name, sides in page.anchors.items()}
        for page in laid_out.pages
    ]
    finished = finish(
        pdf, right_to_left=language in RIGHT_TO_LEFT, tongues=tongues, codes=codes, fields=fields
    )
    return Document(pdf=finished, boxes=boxes)


def page_of(name: str) -> str:
    """Return a mark that render() replaces by the number of the page on which an id stands.

    CSS has target-counter for this, but WeasyPrint then lays out most pages three times.
    """
    return f"\ue000{name}\ue001"


def _settled(
    html: str, language: str, css: str, guesses: Mapping[str, int], fields: Sequence[Field]
) -> tuple[Any, dict[str, str]]:
    """Return the pages with right page numbers on them, and what _lay_out() says of languages."""
    wanted = set(PAGE_OF.findall(html))
    numbers = dict(guesses)
    for _ in range(LAYOUTS):
        laid_out, tongues = _lay_out(_numbered(html, numbers), language, css, fields)
        found = {name: number for number, page in _backwards(laid_out.pages) for name in page.anchors}
        if all(found.get(name) == numbers.get(name) for name in wanted):
            break
        numbers = found
    return laid_out, tongues


def _numbered(html: str, numbers: Mapping[str, int]) -> str:
    """Return the HTML with page numbers in it; two digits where a page is not known yet."""
    return PAGE_OF.sub(lambda mark: str(numbers.get(mark[1], 88)), html)


def _backwards(pages: list[Any]) -> Iterator[tuple[int, Any]]:
    """Yield pages with their number from the last, so that the first to have an id counts."""
    yield from reversed(list(enumerate(pages, start=1)))


def _lay_out(html: str, language: str, css: str, fields: Sequence[Field]) -> tuple[Any, dict[str, str]]:
    """Return the pages, and the language that each carrier tag stands for."""
    from weasyprint import HTML

    with _no_network() as fetcher:
        source = HTML(string=html, url_fetcher=fetcher)
        source.etree_element.set("lang", language)
        source.etree_element.set("dir", "rtl" if language in RIGHT_TO_LEFT else "ltr")
        tongues = _carry_languages(source.etree_element, language)
        as_links(source.etree_element, fields)
        return source.render(stylesheets=[_stylesheet(CARRIER_CSS + css)], pdf_variant="pdf/ua-1"), tongues


def _carry_languages(root: Element, language: str) -> dict[str, str]:
    """Return the language that each carrier tag of the PDF stands for.

    WeasyPrint drops `lang` of everything but the whole document. So an element in another language
    is renamed to one that gets a tag of its own in the PDF, by which finish() knows it again.
    """
    carriers = iter(CARRIERS.items())
    names: dict[str, str] = {}
    tongues: dict[str, str] = {}
    for element in root.iter():
        own = element.get("lang")
        if element is root or own is None or own == language:
            continue
        if own not in names:
            name, tag = next(carriers, ("", ""))
            if not tag:
                raise ValueError(
                    f"a document has at most {1 + len(CARRIERS)} languages, {own!r} is one too many"
                )
            names[own], tongues[tag] = name, own
        element.tag = names[own]
    return tongues


@cache
def _stylesheet(css: str) -> "CSS":
    from weasyprint import CSS

    with _no_network() as fetcher:
        return CSS(string=css, url_fetcher=fetcher)


@contextmanager
def _litter_kept() -> Iterator[None]:
    """Put off the search for garbage: a layout is alive to its end, so looking through it again and
    again finds nothing (measured: a fifth of the time).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:  # a layout in another thread that began meanwhile leaves it to this one
            gc.enable()


@contextmanager
def _no_network() -> Iterator[Any]:
    """Yield a fetcher that reads data: addresses and ends the rendering at any other."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class DataOnly(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith("data:"):
                raise FatalURLFetchingError(f"a document may only use data: addresses, not {url!r}")
            return super().fetch(url, headers)

    try:
        yield DataOnly()
    except FatalURLFetchingError as error:
        raise ValueError(str(error)) from None
