"""The reference form of so many steps, once as a document of ours and once as plain Django forms.

Every step asks a short text, yes or no, and a date. Every third step is asked only if the step before
was answered yes, which it always is, so that each condition costs what conditions cost.
"""

from collections.abc import Callable
from typing import Any

from services.definitions.document import Document

SIZES = (5, 20, 60)
ANSWERS = {"text": "Harbour Street", "choice": "yes", "day": "27", "month": "3", "year": "1958"}


def key(count: int) -> str:
    """Return the form's key."""
    return f"bench-{count}"


def depends(place: int) -> bool:
    """Return whether the step at this place, from 1, is asked only after a yes in the one before."""
    return place % 3 == 0


def yes_before(place: int) -> Callable[[Any], bool]:
    """Return formtools' condition for the step at this place: yes in the one before."""

    def asked(wizard: Any) -> bool:
        before = wizard.get_cleaned_data_for_step(f"step-{place - 1}") or {}
        return before.get("choice", "yes") == "yes"

    return asked


def document(count: int) -> Document:
    """Return the form as a document."""
    return Document.model_validate(
        {
            "key": key(count),
            "title": _words(f"Reference form of {count} steps"),
            "summary": _words("Measures what a step costs."),
            "languages": ["en"],
            "sections": [{"key": "all", "title": _words("Questions")}],
            "steps": [_step(place) for place in range(1, count + 1)],
            "declaration": {
                "key": "declared",
                "label": _words("Declaration"),
                "statements": [_words("This is true.")],
            },
            "next_steps": _words("Nothing happens."),
            "return_address": ["Harbour House", "Lantern Bay"],
            "privacy": _words("Nothing is kept."),
        }
    )


def _step(place: int) -> dict[str, Any]:
    step: dict[str, Any] = {
        "key": f"step-{place}",
        "section": "all",
        "title": _words(f"Step {place}"),
        "questions": [
            {"kind": "text", "key": f"text_{place}", "label": _words("What is the street?")},
            {"kind": "yes_no", "key": f"choice_{place}", "label": _words("Do you live there?")},
            {"kind": "date", "key": f"date_{place}", "label": _words("Since when?")},
        ],
    }
    if depends(place):
        step["when"] = {"op": "equals", "question": f"choice_{place - 1}", "value": True}
    return step


def _words(text: str) -> dict[str, str]:
    return {"en": text}


def typed(place: int) -> dict[str, str]:
    """Return what a person sends for the step at this place to our form."""
    return {
        f"text_{place}": ANSWERS["text"],
        f"choice_{place}": ANSWERS["choice"],
        **{f"date_{place}-{part}": ANSWERS[part] for part in ("day", "month", "year")},
    }


WIDE_STEPS, WIDE_RULES = 50, 300


def wide_document() -> Document:
    """Return a form of 500 questions, 300 of which have a rule; it asks ten on each step."""
    content = document(1).model_dump(mode="json", by_alias=True, exclude_none=True)
    content["key"] = "bench-wide"
    content["steps"] = [
        {
            "key": f"wide-{step}",
            "section": "all",
            "title": _words(f"Step {step}"),
            "questions": [_wide(place) for place in range(step * 10, step * 10 + 10)],
        }
        for step in range(WIDE_STEPS)
    ]
    return Document.model_validate(content)


def _wide(place: int) -> dict[str, Any]:
    question: dict[str, Any] = {
        "kind": "yes_no",
        "key": f"wide_{place}",
        "label": _words(f"Question {place}"),
    }
    if place >= WIDE_STEPS * 10 - WIDE_RULES:
        question["when"] = {"op": "equals", "question": f"wide_{place - 10}", "value": True}
    return question


def wide_answers() -> dict[str, Any]:
    """Return an answer to every question of the wide form."""
    return {f"wide_{place}": True for place in range(WIDE_STEPS * 10)}
