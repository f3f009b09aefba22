"""Lay out HTML on pages, remember where each box stands, and write the PDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element

from services.documents.codes import PageCodes
from services.documents.finishing import finish

if TYPE_CHECKING:
    from weasyprint import CSS

MM_PER_PX = 25.4 / 96  # CSS Values 4, 6.2
# Elements that our documents do not use otherwise, and what WeasyPrint tags them as.
CARRIERS = {"article": "/Art", "blockquote": "/BlockQuote", "main": "/Part"}
CARRIER_CSS = "article, blockquote, main { display: inline; margin: 0 }\n"
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
) -> Document:
    """Return `html` as a tagged PDF/UA-1 document. The same input gives the same bytes.

    `language` and `title` are set on the document whatever the HTML says; right-to-left languages
    turn the page. Elements with a `lang` of their own keep it when read aloud. Only data: addresses
    are fetched: any other raises ValueError, and so do more than three languages in one document.
    """
    from weasyprint import HTML

    with _no_network() as fetcher:
        source = HTML(string=html, url_fetcher=fetcher)
        source.etree_element.set("lang", language)
        source.etree_element.set("dir", "rtl" if language in RIGHT_TO_LEFT else "ltr")
        tongues = _carry_languages(source.etree_element, language)
        laid_out = source.render(stylesheets=[_stylesheet(CARRIER_CSS + css)], pdf_variant="pdf/ua-1")
        laid_out.metadata.title = title
        # The PDF is compressed once, at the end of finish().
        pdf = laid_out.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    boxes = [
        {name: Rect(*(round(side * MM_PER_PX, 2) for side in sides)) for name, sides in page.anchors.items()}
        for page in laid_out.pages
    ]
    finished = finish(
        pdf,
        right_to_left=language in RIGHT_TO_LEFT,
        tongues=tongues,
        codes=codes,
    )
    return Document(pdf=finished, boxes=boxes)


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
