"""All that someone has entered so far in one sealed piece, so that a page opens it at once.

The rows of Answer, RepeatRow and TypedInput stay the truth. Whoever locks an application throws its
piece away (actions.locking), unless they promise to write it anew; where there is none, rows are read.
"""

import json
import zlib
from dataclasses import dataclass, replace
from typing import Any

from services.applications.models import Application, TypedInput
from services.applications.queries import answers_of
from services.definitions.journey import Answers, Values

Place = tuple[str, str]
"""A step's key and a repeat row's id, empty outside repeats."""
CONTEXT = "snapshot"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The current answers, and the places with typing that is not an answer yet."""

    answers: Answers
    typed: frozenset[Place]

    def values_at(self, row: str) -> Values | None:
        """Return the answers of a row, or those outside rows; None if the row was removed."""
        if not row:
            return self.answers.values
        return next((rows[row] for rows in self.answers.rows.values() if row in rows), None)

    def with_values(self, values: Values, row: str) -> "Snapshot":
        """Return the snapshot with these answers, the newest last as rows are read."""
        if not row:
            return replace(self, answers=replace(self.answers, values=_later(self.answers.values, values)))
        rows = {
            repeat: {id_: _later(known, values) if id_ == row else known for id_, known in found.items()}
            for repeat, found in self.answers.rows.items()
        }
        return replace(self, answers=replace(self.answers, rows=rows))

    def with_row(self, repeat: str, row: str, inside: str) -> "Snapshot":
        """Return the snapshot with a fresh row."""
        rows = {**self.answers.rows, repeat: {**self.answers.rows.get(repeat, {}), row: {}}}
        within = {**self.answers.within, row: inside} if inside else self.answers.within
        return replace(self, answers=replace(self.answers, rows=rows, within=within))

    def without_row(self, row: str) -> "Snapshot":
        """Return the snapshot without a row and those inside it."""
        gone = {row, *(inner for inner, outer in self.answers.within.items() if outer == row)}
        left = {
            repeat: {id_: values for id_, values in found.items() if id_ not in gone}
            for repeat, found in self.answers.rows.items()
        }
        within = {inner: outer for inner, outer in self.answers.within.items() if inner not in gone}
        rows = {repeat: found for repeat, found in left.items() if found}
        return replace(self, answers=replace(self.answers, rows=rows, within=within))

    def with_typed(self, place: Place) -> "Snapshot":
        """Return the snapshot with typing kept at a place."""
        return replace(self, typed=self.typed | {place})

    def without_typed(self, place: Place) -> "Snapshot":
        """Return the snapshot without typing at a place."""
        return replace(self, typed=self.typed - {place})


def _later(known: Values, values: Values) -> Values:
    return {**{key: value for key, value in known.items() if key not in values}, **values}


def snapshot_of(application: Application) -> Snapshot:
    """Return what had been entered when the application was read. No query if it carries its piece."""
    if not application.snapshot:
        return read(application)
    packed = application.box.open(application.snapshot, context=CONTEXT)
    found: dict[str, Any] = json.loads(zlib.decompress(packed))
    typed = frozenset((step, row) for step, row in found["typed"])
    return Snapshot(Answers(found["values"], found["rows"], found["within"]), typed)


def read(application: Application) -> Snapshot:
    """Return what has been entered, from the rows. Three queries."""
    places = TypedInput.objects.filter(application=application).values_list("step", "row")
    return Snapshot(answers_of(application), frozenset(places))


def sealed(application: Application, snapshot: Snapshot) -> bytes:
    """Return the piece to store with the application."""
    answers = snapshot.answers
    content = {
        "values": answers.values,
        "rows": answers.rows,
        "within": answers.within,
        "typed": sorted(snapshot.typed),
    }
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), level=1)
    return application.box.seal(packed, context=CONTEXT)
