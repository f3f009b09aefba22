"""How another page has to do with a service: it comes before, it comes after, or it is near."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PAGES = ["content.PublicServicePage", "content.GuidancePage"]


class Related(blocks.StreamBlock):
    """Pages by how they have to do with this one."""

    requires = blocks.PageChooserBlock(PAGES, icon="arrow-up", label=_("Comes before this"))
    follows = blocks.PageChooserBlock(PAGES, icon="arrow-down", label=_("Comes after this"))
    page = blocks.PageChooserBlock(PAGES, icon="doc-full", label=_("Related"))


def by_relation(entries: Iterable[Any]) -> Iterator[tuple[str, Promise, list[Any]]]:
    """Yield (relation, heading, pages) of the blocks of a Related stream: what comes before comes first.

    The heading takes the language in which it is written out.
    """
    found = list(entries)
    for relation, heading in (
        ("requires", _("Do this first")),
        ("follows", _("Do this afterwards")),
        ("page", _("Related")),
    ):
        pages = [block.value for block in found if block.block_type == relation and block.value]
        if pages:
            yield relation, heading, pages
