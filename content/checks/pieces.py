"""A page taken apart: every text that its author wrote, with its place, and everything that was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from django.db import models
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.blocks.base import Block
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from accessibility.rules.parsing import parse

BLOCKS = {
    *("p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "br"),
    *("table", "caption", "tr", "td", "th"),
}
NO_WORDS = (models.SlugField, models.URLField, models.EmailField)


@dataclass(frozen=True)
class Piece:
    """One text. `index` is the block it stands in, `name` what that block calls it; plain or rich.

    Marks without a word in them do not count as text where one `is_required`.
    """

    field: str
    index: int | None
    label: str
    name: str
    source: str
    is_rich: bool = False
    is_required: bool = False

    @cached_property
    def tree(self) -> Element:
        """The text as HTML, as the database keeps it: links to pages have no address yet."""
        return parse(f"<!doctype html><title>Text</title><body>{self.source}")[0]

    @cached_property
    def lines(self) -> list[str]:
        """Return its paragraphs, headings and list items, one by one, without marks."""
        if not self.is_rich:
            return _tidy(self.source)
        reader = _Lines()
        reader.feed(self.source)
        reader.close()
        return _tidy("".join(reader.found))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something that a page points at: a page, a contact point."""

    field: str
    index: int | None
    label: str
    thing: Any


class _Lines(HTMLParser):
    """Reads only the words, with a new line wherever one stands on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append("\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.found.append("\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.found.append(" ".join(data.split("\n")))


def _tidy(text: str) -> list[str]:
    return [line for line in (" ".join(part.split()) for part in text.split("\n")) if line]


def our_fields(page: Page) -> Iterator[models.Field[Any, Any]]:
    """Yield the fields in which an author of this page writes or chooses something, in the model's order."""
    for field in page._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            continue  # what it stands beside was not chosen
        if field.name == "title" or (field.model is not Page and not field.primary_key):
            yield field


def label_of(page: Page, name: str) -> str:
    """Return what the editor calls a field."""
    return capfirst(str(page._meta.get_field(name).verbose_name)) if name else ""


def pieces(page: Page) -> list[Piece]:
    """Return every text of the page, in the model's order."""
    return [each for each in _parts(page) if isinstance(each, Piece)]


def chosen(page: Page) -> list[Chosen]:
    """Return everything that the page points at."""
    return [each for each in _parts(page) if isinstance(each, Chosen)]


def _parts(page: Page) -> Iterator[Piece | Chosen]:
    for field in our_fields(page):
        label = capfirst(str(field.verbose_name))
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            for index, child in enumerate(value or ()):
                place = f"{label}, {child.block.label}"
                yield from _in_block(field.name, index, place, child.block, child.value)
        elif isinstance(field, models.ForeignKey) and value is not None:
            yield Chosen(field.name, None, label, value)
        elif (
            isinstance(value, str) and value.strip() and not field.choices and not isinstance(field, NO_WORDS)
        ):
            yield Piece(field.name, None, label, field.name, value, isinstance(field, RichTextField))


def _in_block(field: str, index: int, label: str, block: Block, value: Any) -> Iterator[Piece | Chosen]:
    match block:
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                yield from _in_block(field, index, label, child, value.get(name))
        case blocks.ListBlock():
            for each in value or ():
                yield from _in_block(field, index, label, block.child_block, each)
        case blocks.StreamBlock():
            for child in value or ():
                yield from _in_block(field, index, label, child.block, child.value)
        case blocks.RichTextBlock():
            source = getattr(value, "source", value) or ""
            must = bool(block.required)
            yield Piece(field, index, label, block.name, source, is_rich=True, is_required=must)
        case blocks.CharBlock() | blocks.TextBlock() if value and str(value).strip():
            yield Piece(field, index, label, block.name, str(value))
        case blocks.ChooserBlock() if value is not None:
            yield Chosen(field, index, label, value)
