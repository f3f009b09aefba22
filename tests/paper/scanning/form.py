"""A short form with every kind that is crossed, and its prints, drawn once."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import override_settings

from services.definitions.document import Document
from services.definitions.journey import Answers
from services.documents import Document as Pdf
from services.paper.blank import box_map
from services.paper.prints import Print
from services.paper.scanning.found import Template
from services.paper.scanning.plan import template
from services.paper.sheets import paper_form
from tests.builders import both, small_document


def options(*keys: str, exclusive: str = "") -> list[dict[str, Any]]:
    return [{"key": key, "label": both(key.capitalize()), "exclusive": key == exclusive} for key in keys]


def document() -> Document:
    asked = [
        {"kind": "one_of", "key": "who", "label": both("Who is it for?"), "options": options("me", "other")},
        {
            "kind": "several_of",
            "key": "needs",
            "label": both("What do you need?"),
            "options": options("ramp", "loop", "none", exclusive="none"),
        },
        {"kind": "yes_no", "key": "safe", "label": both("May we call?")},
        {"kind": "select", "key": "town", "label": both("Which town?"), "options": options("bay", "hill")},
        {"kind": "text", "key": "name", "label": both("Your name")},
        {"kind": "evidence", "key": "proof", "label": both("Proof of address")},
    ]
    row = [
        {"kind": "text", "key": "medicine", "label": both("Name of the medicine")},
        {"kind": "yes_no", "key": "daily", "label": both("Every day?")},
    ]
    return small_document(
        key="scanned",
        steps=[
            {"key": "all", "section": "you", "title": both("All of it"), "questions": asked},
            {
                "key": "medicine",
                "section": "rest",
                "repeat": "medicines",
                "title": both("Medicine"),
                "questions": row,
            },
        ],
    )


@dataclass(frozen=True)
class Form:
    key: str


@dataclass(frozen=True)
class Version:
    """As much of a published version as paper needs, without a database."""

    document: Document
    form: Form
    number: int = 3


@cache
def _printed(prefilled: bool) -> tuple[Document, Pdf]:
    form = document()
    known = Answers({"who": "me", "safe": False, "name": "Ann"}) if prefilled else None
    council = "tests.paper.council"
    with override_settings(COUNCIL_IN=f"{council}.council", SHORT_ADDRESS_IN=f"{council}.short_address"):
        pdf = paper_form(
            Version(form, Form(form.key)),
            language="en",
            size=Print.STANDARD,
            copy="346789" if prefilled else "1",
            answers=known,
        )
    return form, pdf


def page(*, prefilled: bool = False) -> tuple[Document, Template]:
    """The form, and what stands on the page with its first questions."""
    form, pdf = _printed(prefilled)
    boxes = box_map(pdf)
    number = next(number for number, names in enumerate(boxes, start=1) if "who.me" in names)
    return form, template(form, boxes[number - 1], pdf=pdf.pdf, page=number)


def other_page() -> Template:
    """The page where the form is signed."""
    form, pdf = _printed(False)
    boxes = box_map(pdf)
    return template(form, boxes[-1], pdf=pdf.pdf, page=len(boxes))
