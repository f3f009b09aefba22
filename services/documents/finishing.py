"""What WeasyPrint 70 leaves undone in a tagged PDF, done with pikepdf. Each cure names its reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from services.documents.codes import PageCodes, drawings
from services.documents.fields import Field, add_fields

MARKED = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")


def finish(
    pdf: bytes,
    *,
    right_to_left: bool,
    tongues: Mapping[str, str],
    codes: PageCodes | None,
    fields: Sequence[Field] = (),
) -> bytes:
    """Return the PDF with its tags mended, its codes drawn, its fields made and its streams compressed.

    `tongues` gives the language that some tags stand for (see rendering.py).
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        elements = list(_walk(tree.K))
        for element in elements:
            _say_what_a_header_heads(element)
            _keep_the_language(element, tongues)
        _make_margins_decoration(document, {element.objgen for element in elements})
        if right_to_left:
            document.Root.ViewerPreferences.Direction = Name.R2L
        if codes:
            _draw_codes(document, codes)
        if fields:
            add_fields(document, elements, fields, right_to_left=right_to_left)
        return _saved(document)


def _walk(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every structure element of the tree, in reading order."""
    pending = [kids]
    while pending:
        found = pending.pop()
        if isinstance(found, Array):
            pending.extend(reversed(list(found)))
        elif isinstance(found, Dictionary) and Name.S in found:
            yield found
            if Name.K in found:
                pending.append(found.K)


def _say_what_a_header_heads(element: pikepdf.Object) -> None:
    """Give every table header its scope (ISO 32000-1, 14.8.5.7): WeasyPrint only links by id."""
    if element.get(Name.S) == "/TH" and Name.A in element:
        row = element.P.P.get(Name.S) == "/TBody"
        element.A.Scope = Name.Row if row else Name.Column


def _keep_the_language(element: pikepdf.Object, tongues: Mapping[str, str]) -> None:
    """Turn a tag that stands for a language into a span that says which (WCAG 2.2, 3.1.2)."""
    language = tongues.get(str(element.S))
    if language:
        element.S = Name.Span
        element.Lang = String(language)


def _make_margins_decoration(document: pikepdf.Pdf, rooted: set[tuple[int, int]]) -> None:
    """Mark headers and footers as artifacts.

    WeasyPrint tags them with elements that hang on no tree, so that they are neither read nor
    decoration (ISO 14289-1, 7.1 and 7.8).
    """
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    for page_number, page in enumerate(document.pages):
        parents = numbers[2 * page_number + 1]
        loose = {mcid for mcid, parent in enumerate(parents) if parent.objgen not in rooted}

        def decorate(match: re.Match[bytes], loose: set[int] = loose) -> bytes:
            return b"/Artifact <</Type /Pagination>> BDC" if int(match[1]) in loose else match[0]

        page.Contents.write(MARKED.sub(decorate, page.Contents.read_bytes()))
        for mcid in loose:
            parents[mcid] = None


def _draw_codes(document: pikepdf.Pdf, codes: PageCodes) -> None:
    height_pt = float(document.pages[0].mediabox[3])
    drawn = drawings(codes, pages=len(document.pages), page_height_pt=height_pt)
    for page, squares in zip(document.pages, drawn, strict=True):
        # First, while coordinates still start at the bottom left: WeasyPrint flips the page for good.
        page.contents_add(squares, prepend=True)


def _saved(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    document.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()
