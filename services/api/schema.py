"""The JSON Schema (2020-12) of the answers to one form: what partners send as `answers`."""

from collections.abc import Sequence
from typing import Any

from services.api.requests import ROW
from services.definitions.answer_schema import Schema, schema_of
from services.definitions.document import Document, Place, Repeat

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(document: Document) -> Schema:
    """Return the schema, its words in the form's first language.

    Nothing is required: which questions are asked depends on the answers, and a request may bring some.
    """
    return {"$schema": DIALECT, "title": document.key, **_object(document, document.plan)}


def _object(document: Document, places: Sequence[Place], **more: Schema) -> Schema:
    properties: dict[str, Any] = dict(more)
    for place in places:
        if place.repeat:
            properties[place.key] = _list(document, place, place.repeat)
        elif place.step:
            language = document.languages[0]
            properties |= {q.key: schema_of(q, language) for q in place.step.questions}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _list(document: Document, place: Place, repeat: Repeat) -> Schema:
    row = {"type": "string", "description": "Id of the entry that is meant; without it, one is added."}
    return {
        "type": "array",
        "title": repeat.title[document.languages[0]],
        "items": _object(document, place.inner, **{ROW: row}),
        "maxItems": repeat.maximum,
    }
