"""The steps of a life event as the page shows them: numbered, with their links resolved."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from content.checklists.blocks import Strength, Way, keys_in
from content.links import address, in_reader_language
from content.models.organisations import OrganisationPage
from services.checklists.plan import Limit


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to do. `organisation` names whose page it is, and is empty for our own."""

    text: str
    url: str
    need: str
    note: str = ""
    organisation: str = ""
    key: str = ""
    """Stays the same when the page is changed or translated."""
    strength: str = Strength.PART
    when: frozenset[str] = frozenset()
    page_id: int | None = None
    """Which page of ours, in the reader's language."""

    @property
    def is_quiet(self) -> bool:
        """Whether it only has to do with the matter, and is no part of it."""
        return self.strength != Strength.PART


@dataclass(frozen=True, slots=True)
class StepView:
    """One step. A step that belongs to the one before has a `logic` and no number of its own."""

    title: str
    anchor: str
    number: int
    logic: str = ""
    time_limit: str = ""
    text: Any = None
    groups: list[tuple[str, list[ItemView]]] = field(default_factory=list)
    key: str = ""
    when: frozenset[str] = frozenset()
    limit: Limit | None = None


def step_views(steps: Iterable[Any]) -> list[StepView]:
    """Return the steps in order. Things to do come in runs of the same need, in the authors' order.

    A link to a page that is not published is left out.
    """
    blocks = list(steps)
    ours = in_reader_language(
        item.value["page"] for step in blocks for item in step.value["items"] if item.block_type == "ours"
    )
    names = in_reader_language(
        (
            item.value["organisation"]
            for step in blocks
            for item in step.value["items"]
            if item.block_type == "theirs"
        ),
        OrganisationPage,
    )
    views: list[StepView] = []
    number = 0
    for step in blocks:
        value = step.value
        number += 0 if value["logic"] else 1
        items = [view for item in value["items"] if (view := _item(item, ours, names))]
        views.append(
            StepView(
                title=value["title"],
                anchor=f"step-{len(views) + 1}",
                number=number,
                logic=value["logic"] or "",
                time_limit=value["time_limit"] or "",
                text=value["text"],
                groups=in_groups(items),
                key=step.id or "",
                when=keys_in(value["when"] or ""),
                limit=_limit(value["limit"]),
            )
        )
    return views


def in_groups(items: Iterable[ItemView]) -> list[tuple[str, list[ItemView]]]:
    """Return things to do in runs of the same need."""
    return [(need, list(run)) for need, run in groupby(items, key=lambda item: item.need)]


def _limit(value: Any) -> Limit | None:
    number = value["number"]
    return Limit(number, value["unit"], value["way"] == Way.BEFORE) if number else None


def _item(item: Any, ours: dict[int, Any], names: dict[int, Any]) -> ItemView | None:
    value = item.value
    note = value["note"] or ""
    own: dict[str, Any] = {
        "key": item.id or "",
        "strength": value["strength"] or Strength.PART,
        "when": keys_in(value["when"] or ""),
    }
    if item.block_type == "ours":
        page = ours.get(value["page"].pk) if value["page"] else None
        return page and ItemView(page.title, address(page), value["need"], note, page_id=page.pk, **own)
    organisation = names.get(value["organisation"].pk) if value["organisation"] else None
    name = organisation.label if organisation else ""
    return ItemView(value["text"], value["url"], value["need"], note, name, **own)
