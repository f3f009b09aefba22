"""Every link that the words of published pages hold, with the field it stands in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from content.checks.pieces import our_fields
from content.models.link_checks import LinkCheck, LinkUse

LONGEST = 2000
ELSEWHERE = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Link:
    """An address, `page:ID` for a page of ours that was chosen, and what the editor calls its field."""

    url: str
    field: str

    @property
    def external(self) -> bool:
        """Whether it leads to another website."""
        return self.url.startswith(ELSEWHERE)


class _Anchors(HTMLParser):
    """Reads where the links of a text lead, as the database keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag != "a":
            return
        if given.get("linktype") == "page":
            self.found.append(f"page:{given.get('id')}")
        elif href := (given.get("href") or "").strip():
            self.found.append(href)


def links_of(page: Page) -> set[Link]:
    """Return the links of a page. Telephone numbers, email addresses and marks on the page are none."""
    found = set()
    for name, url in _raw(page):
        url = url.partition("#")[0]
        if url.startswith(f"{settings.SITE_URL}/"):
            url = url.removeprefix(settings.SITE_URL)
        if url and len(url) <= LONGEST and url.startswith((*ELSEWHERE, "/", "page:")):
            found.add(Link(url, name[:100]))
    return found


def _raw(page: Page) -> Iterator[tuple[str, str]]:
    for field in our_fields(page):
        label = capfirst(str(field.verbose_name))
        value: Any = field.value_from_object(page)
        if isinstance(field, StreamField):
            for child in getattr(page, field.name).raw_data:
                block = field.stream_block.child_blocks.get(child["type"])
                yield from ((label, url) for url in _in_block(block, child["value"]))
        elif isinstance(field, RichTextField):
            yield from ((label, url) for url in _in_text(value))
        elif isinstance(field, models.URLField) and value:
            yield label, value


def _in_block(block: Any, value: Any) -> Iterator[str]:
    """Yield the links inside a block, from what is stored: nothing has to be fetched for it."""
    if block is None or not value:
        return
    match block:
        case blocks.StructBlock() | blocks.ListBlock() | blocks.StreamBlock():
            for child, inner in _inside(block, value):
                yield from _in_block(child, inner)
        case blocks.RichTextBlock():
            yield from _in_text(value)
        case blocks.URLBlock():
            yield value
        case blocks.PageChooserBlock():
            yield f"page:{value}"


def _inside(block: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the blocks inside a block, each with what is stored for it."""
    match block:
        case blocks.StructBlock():
            yield from ((child, value.get(name)) for name, child in block.child_blocks.items())
        case blocks.ListBlock():
            for each in value:
                has_type = isinstance(each, dict) and each.get("type") == "item"
                yield block.child_block, each["value"] if has_type else each
        case blocks.StreamBlock():
            yield from ((block.child_blocks.get(each["type"]), each["value"]) for each in value)


def _in_text(source: str) -> list[str]:
    reader = _Anchors()
    reader.feed(source or "")
    reader.close()
    return reader.found


@transaction.atomic
def collect(pages: Iterable[Page], now: datetime) -> int:
    """Keep which links the pages have now, and forget those that none has. Returns how many."""
    wanted = {(page.pk, link) for page in pages for link in links_of(page)}
    kept = LinkCheck.objects.in_bulk(field_name="url")
    links = {link.url: link for _page, link in wanted}
    LinkCheck.objects.filter(url__in=list(set(kept) - set(links))).delete()
    new = [
        LinkCheck(url=url, external=link.external, due_at=now)
        for url, link in links.items()
        if url not in kept
    ]
    LinkCheck.objects.bulk_create(new)
    ids = dict(LinkCheck.objects.values_list("url", "pk"))
    uses = {(ids[link.url], page_id, link.field) for page_id, link in wanted}
    before = {(use.link_id, use.page_id, use.field): use.pk for use in LinkUse.objects.all()}
    LinkUse.objects.filter(pk__in=[pk for key, pk in before.items() if key not in uses]).delete()
    LinkUse.objects.bulk_create(
        LinkUse(link_id=link, page_id=page, field=field) for link, page, field in uses - set(before)
    )
    return len(links)
