"""A list as pages: which records are wanted, and how a page tells of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.open_data.hsds.asking import Question
from content.open_data.hsds.records import Record


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a list: in short and whole, with what it is found by."""

    short: Record
    whole: Record
    described: str
    modified: datetime | None
    belongs_to: frozenset[tuple[str, str]]
    """What it can be asked for by: names of parameters, each with an id."""


def wanted(entries: Iterable[Entry], question: Question) -> list[Entry]:
    """Return the entries that a question asks for, in their own order."""
    return [entry for entry in entries if _is_wanted(entry, question)]


def shown(entry: Entry, question: Question) -> Record:
    """Return as much of an entry as was asked for."""
    if "minimal" in question.flags:
        changed = {"last_modified": entry.modified.isoformat()} if entry.modified else {}
        return {"id": entry.short["id"], **changed}
    return entry.whole if "full" in question.flags else entry.short


def page(entries: list[Entry], question: Question) -> dict[str, Any]:
    """Return one page of a list, as the OpenAPI description of HSDS has it."""
    start = (question.page - 1) * question.per_page
    contents = [shown(each, question) for each in entries[start : start + question.per_page]]
    pages = -(-len(entries) // question.per_page)
    return {
        "total_items": len(entries),
        "total_pages": pages,
        "page_number": question.page,
        "size": len(contents),
        "first_page": question.page == 1,
        "last_page": question.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _is_wanted(entry: Entry, question: Question) -> bool:
    after = question.modified_after
    return (
        all(word in entry.described for word in question.words)
        and (after is None or (entry.modified is not None and entry.modified >= after))
        and entry.belongs_to.issuperset(question.ids.items())
    )
