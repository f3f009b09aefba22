"""A published document as it reads on a day: its texts with the values that facts have then."""

from datetime import datetime

from services.definitions.document import Document
from services.definitions.filling import facts_in, filled
from services.facts.history import Held
from services.facts.queries import held
from services.facts.saying import said
from services.facts.today import council_day

Chosen = tuple[tuple[str, Held], ...]
"""The facts that a document names, each with the value it has: what its words hang on beside itself."""

KEPT = 256
_named: dict[str, tuple[str, ...]] = {}  # by checksum, as documents are kept
_read: dict[tuple[str, Chosen], Document] = {}


def chosen(checksum: str, document: Document, moment: datetime | None = None) -> Chosen:
    """Return the values with which a document of this checksum reads now, or did at a moment."""
    named = _named.get(checksum)
    if named is None:
        if len(_named) >= KEPT:
            _named.pop(next(iter(_named)), None)
        named = _named[checksum] = tuple(sorted(facts_in(document)))
    if not named:
        return ()
    day = council_day(moment)
    found = ((key, held(key, day, moment)) for key in named)
    return tuple((key, value) for key, value in found if value)


def as_read(checksum: str, document: Document, values: Chosen) -> Document:
    """Return the document with these values in its texts. Made once per process."""
    if not values:
        return document
    kept = _read.get((checksum, values))
    if kept is None:
        if len(_read) >= KEPT:
            _read.pop(next(iter(_read)), None)
        kept = _read[checksum, values] = with_values(document, values)
    return kept


def with_values(document: Document, values: Chosen) -> Document:
    """Return the document with these values in its texts."""
    languages = {*document.languages, *document.title}
    return filled(document, {key: {code: said(value, code) for code in languages} for key, value in values})


def as_read_today(document: Document) -> Document:
    """Return a document that is not published yet as it would read today."""
    values = ((key, held(key)) for key in sorted(facts_in(document)))
    return with_values(document, tuple((key, value) for key, value in values if value))
