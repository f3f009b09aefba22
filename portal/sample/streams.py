"""Values from a sample file, in one language, in the shape that a Wagtail field stores."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Model
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.sample.prose import rich_text


class Finder(Protocol):
    """Finds what another part of the sample is called by, in the language at hand."""

    def page_id(self, key: str) -> int:
        """Return the id of the page with this key. Raises ValueError if there is none."""

    def snippet_id(self, model: type[Model], key: str) -> int:
        """Return the id of a snippet, such as a contact point. Raises ValueError if there is none."""


def in_language(value: Any, language: str) -> Any:
    """Return `value` with every {en: …, cy: …} replaced by the words of one language.

    Raises ValueError if words are missing: the sample is complete in each of its languages. Also if
    a comma cut a text in braces that has no quotation marks: what follows it is a name without words.
    """
    if isinstance(value, Mapping):
        if "en" in value:
            if language not in value:
                raise ValueError(f"no {language} for {value['en']!r}")
            if None in value.values():
                raise ValueError(f"cut at a comma: {value['en']!r}")
            return value[language]
        return {name: in_language(part, language) for name, part in value.items()}
    if isinstance(value, list):
        return [in_language(part, language) for part in value]
    return value


def stored(block: blocks.Block, value: Any, find: Finder) -> Any:
    """Return `value` as `block` stores it. In a stream, each part is written `{type: value}`."""
    match block:
        case blocks.RichTextBlock():
            return rich_text(value or "", find.page_id)
        case blocks.PageChooserBlock():
            return find.page_id(value)
        case SnippetChooserBlock():
            return find.snippet_id(block.target_model, value)
        case blocks.StructBlock():
            return _struct(block, value, find)
        case blocks.ListBlock():
            return [stored(block.child_block, part, find) for part in value]
        case blocks.StreamBlock():
            return [_part(block, part, find) for part in value or []]
    return value


def named(raw: Any, path: str) -> Any:
    """Return stored parts, each with an id made of where it stands: the same in every language."""
    if isinstance(raw, list):
        return [named(part, f"{path}/{place}") for place, part in enumerate(raw)]
    if not isinstance(raw, dict):
        return raw
    inside = {name: named(part, f"{path}/{name}") for name, part in raw.items()}
    return {**inside, "id": str(uuid5(NAMESPACE_URL, path))} if set(raw) == {"type", "value"} else inside


def _struct(block: blocks.StructBlock, value: Mapping[str, Any], find: Finder) -> dict[str, Any]:
    unknown = set(value) - set(block.child_blocks)
    if unknown:
        raise ValueError(f"{type(block).__name__} has no {sorted(unknown)}")
    return {name: stored(block.child_blocks[name], part, find) for name, part in value.items()}


def _part(block: blocks.StreamBlock, part: Mapping[str, Any], find: Finder) -> dict[str, Any]:
    ((name, value),) = part.items()
    if name not in block.child_blocks:
        raise ValueError(f"{type(block).__name__} has no block {name!r}")
    return {"type": name, "value": stored(block.child_blocks[name], value, find)}
