"""A form as a file of our own: JSON that reads back to exactly the same document. Plain Python."""

import json
from collections.abc import Container
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from services.definitions.checks.compiler import faults
from services.definitions.checks.faults import Fault
from services.definitions.document import Document

SCHEMA = Path(__file__).parent.parent / "schema" / "form.json"
SCHEMA_ADDRESS = "/schema/form/1.json"
"""Where every installation serves it. The number grows when an older file would no longer be read."""

Content = dict[str, Any]
"""A form as it stands in a file or a draft: perhaps not a document yet."""


def as_content(document: Document) -> Content:
    """Return the document as JSON values, what its author left out included."""
    return document.model_dump(mode="json", by_alias=True)


def as_text(content: Content) -> str:
    """Return content as the text of a file, its properties in the order in which it has them."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def schema() -> Content:
    """Return the JSON Schema (2020-12) of a form, worked out from the document itself."""
    made = Document.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ADDRESS}
    return {**head, **made, "title": "Anydoor form"}


def content_faults(content: Content, facts: Container[str] = ()) -> list[Fault]:
    """Return everything that stops content from being published: what is not a document, then faults.

    `facts` are the keys of the facts that its texts may name.
    """
    try:
        document = Document.model_validate(content)
    except ValidationError as wrong:
        return [Fault("not_a_document", _place(error["loc"]), error["msg"]) for error in wrong.errors()]
    return faults(document, facts)


def _place(path: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in path) or "form"
