"""What each page of the gallery shows."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.urls import reverse

from portal.gallery.forms import QuestionForm, SampleForm
from portal.gallery.kinds import kinds_form
from services.definitions.screen.fields import StepForm

PARTS = ("words", "lists", "questions", "errors", "kinds", "mistakes", "question", "confirmation", "desk")

WORDS = {
    "panel": "Application sent",
    "reference": "Your reference",
    "inset": "It can take up to 12 weeks to assess your application.",
    "warning": "You can be fined up to £1,000 if someone else uses your badge.",
    "summary": "If you do not have a photo",
    "details": "We can take one at any of our offices. It is free.",
    "sent": "Sent",
    "work": "Being looked at",
    "decided": "Decided",
    "needed": "We need something from you",
    "table": "When offices are open",
    "go": "Continue",
    "save": "Save and come back later",
    "delete": "Delete what I have entered",
    "start": "Start now",
}

NOTES = [
    Message(constants.INFO, "Our phone lines close at 3pm on Friday 24 December."),
    Message(constants.SUCCESS, "We have saved your answers."),
]

ROWS = [
    {"key": "Full name", "value": "Olwen Ashby-Lloyd", "change_url": "#"},
    {"key": "Address", "value": "17 Mill Lane\nHaverby\nHV4 2QT", "change_url": "#"},
    {"key": "Reference", "parts": ["QWKR-HMTDP", "Sent on 24 October 2026"]},
]

ENTRIES = [
    {
        "at": datetime(2026, 10, 26, 14, 5, tzinfo=UTC),
        "what": "We asked you for a letter",
        "who": "An adviser",
        "channel": "Phone",
    },
    {
        "at": datetime(2026, 10, 24, 8, 30, tzinfo=UTC),
        "what": "You applied",
        "channel": "Online",
        "text": "We sent you a receipt by email.",
    },
]

LISTS: dict[str, Any] = {
    "words": WORDS,
    "notes": NOTES,
    "rows": ROWS,
    "entries": ENTRIES,
    "lines": ["Haverby Council", "1 Market Square", "Haverby", "HV1 1AA"],
    "heads": ["Office", "Opens", "Closes"],
    "table": [["Town hall", "9:00", "17:00"], ["Library", "10:00", "18:00"]],
}


def samples(part: str) -> dict[str, Any]:
    """Return everything that the template of one part shows."""
    parts = [
        {"url": reverse("gallery_part", args=[name]), "text": name.capitalize(), "current": name == part}
        for name in PARTS
    ]
    page = Paginator(range(95), 10).page(3)
    context = {**LISTS, "parts": parts, "page": page, "form": _form(part)}
    return {**context, "has_errors": bool(context["form"].errors)}


def _form(part: str) -> SampleForm | QuestionForm | StepForm:
    if part in ("kinds", "mistakes"):
        return kinds_form(wrong=part == "mistakes")
    if part == "question":
        return QuestionForm({})
    if part == "errors":
        wrong = {"born_on_day": "31", "born_on_month": "2", "born_on_year": "1984", "contact": "text"}
        return SampleForm(wrong)
    return SampleForm()
