"""What a person shows to prove something: which papers, whether all must, and for which ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.ways.kinds import WayKind, labels


class Evidence(blocks.StructBlock):
    """One thing to prove. Of several papers, any one will do."""

    types = blocks.ListBlock(
        SnippetChooserBlock("content.EvidenceType"),
        min_num=1,
        label=_("Any one of these"),
    )
    required = blocks.BooleanBlock(
        required=False, default=True, label=_("Everybody needs it"), search_index=False
    )
    ways = blocks.MultipleChoiceBlock(
        choices=WayKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Only for these ways"),
        help_text=_("Leave empty if it is the same for all of them."),
        search_index=False,
    )
    note = blocks.CharBlock(
        max_length=200,
        required=False,
        label=_("Note"),
        help_text=_("For example who needs it: if you get one of the benefits above."),
    )

    class Meta:
        icon = "doc-empty"
        label = _("Evidence")


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to prove, as a page shows it: `types` are in the language of the page."""

    types: list[Any]
    note: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is needed together. `ways` holds the ways it is for; empty means for all of them."""

    ways: tuple[str, ...]
    needed: list[Proof]
    perhaps: list[Proof]

    @property
    def title(self) -> str:
        """Return what the ways are called; "" for all of them."""
        return labels(self.ways)


def bundles(evidence: Iterable[Mapping[str, Any]], types: Mapping[int, Any]) -> list[Bundle]:
    """Return the evidence grouped by the ways it is for: first what is the same for all of them.

    `types` gives, by the id of a type that was chosen, the one to show. A type without one is left out.
    """
    found: dict[tuple[str, ...], Bundle] = {(): Bundle((), [], [])}
    for each in evidence:
        ways = tuple(kind for kind in WayKind.values if kind in (each["ways"] or ()))
        bundle = found.setdefault(ways, Bundle(ways, [], []))
        shown = [types[kind.pk] for kind in each["types"] if kind and kind.pk in types]
        if shown:
            (bundle.needed if each["required"] else bundle.perhaps).append(Proof(shown, each["note"]))
    return [bundle for bundle in found.values() if bundle.needed or bundle.perhaps]
