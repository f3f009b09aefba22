"""Rules about marks in text: headings in order, links that say where they lead, images, tables."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from wagtail.fields import StreamField
from wagtail.models import Page

from accessibility.rules.content import content_problems
from accessibility.rules.page import HEADINGS, page_problems
from accessibility.rules.parsing import elements
from content.blocks import Part, Table
from content.checks.findings import Finding, Weight
from content.checks.pieces import Piece, label_of

MARKS = ("<a", "<img", "<embed", "<table")
CODES = {
    "alt": "no_alternative",
    "link-vague": "link_vague",
    "link-name": "link_empty",
    "table-heads": "table_heads",
    "heading-order": "heading_order",
    "heading-empty": "heading_empty",
}
"""The rules for whole pages that an author can keep or break, and what we call them here."""


def marked_up(page: Page, texts: list[Piece]) -> Iterator[Finding]:
    """Yield what is wrong with links, images, tables and headings, and marks without words."""
    for piece in texts:
        if piece.is_required and piece.source and not piece.lines and "<embed" not in piece.source:
            yield Finding("empty", Weight.STOPS, piece.field, piece.index, piece.label)
        if piece.is_rich and any(mark in piece.source for mark in MARKS):
            yield from _content(piece)
    for field, found in groupby(texts, key=lambda piece: piece.field):
        yield from _headings(page, field, list(found))
    yield from _tables(page)


def _content(piece: Piece) -> Iterator[Finding]:
    for link in elements(piece.tree, "a"):
        link.set("href", link.get("href") or "/")  # pages and documents are kept by their number
    for embed in elements(piece.tree, "embed"):
        if embed.get("embedtype") == "image":
            embed.tag = "img"
    for problem in content_problems(piece.tree):
        if problem.rule in CODES:
            about = problem.where if problem.rule == "link-vague" else ""
            code = CODES[problem.rule]
            yield Finding(code, Weight.STOPS, piece.field, piece.index, piece.label, about)


def _headings(page: Page, field: str, texts: list[Piece]) -> Iterator[Finding]:
    """Look at the headings of a field as they stand on the page: the title first."""
    if not any(piece.is_rich for piece in texts):
        return
    stream = page._meta.get_field(field)
    tree = Element("html", lang="en")
    SubElement(SubElement(tree, "head"), "title").text = "Page"
    main = SubElement(SubElement(tree, "body"), "main")
    SubElement(main, "h1").text = "Page"
    if isinstance(stream, StreamField) and isinstance(stream.stream_block, Part):
        SubElement(main, "h2").text = "Part"  # the page writes it above the field
    for piece in texts:
        if piece.is_rich and "<h" in piece.source:
            main.extend(elements(piece.tree, *HEADINGS))
        elif piece.name == "heading":
            SubElement(main, "h2").text = piece.source
    for problem in page_problems(tree):
        if problem.rule in CODES:
            about = problem.where if problem.rule == "heading-order" else ""
            code = CODES[problem.rule]
            yield Finding(code, Weight.STOPS, field, None, label_of(page, field), about)


def _tables(page: Page) -> Iterator[Finding]:
    """Yield our own tables without a single word over their columns."""
    for field in page._meta.concrete_fields:
        if not isinstance(field, StreamField):
            continue
        for index, child in enumerate(getattr(page, field.name) or ()):
            if isinstance(child.block, Table) and not "".join(filter(None, child.value["columns"])).strip():
                label = label_of(page, field.name)
                yield Finding("table_heads", Weight.STOPS, field.name, index, label)
