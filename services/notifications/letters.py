"""Letters: what the desk, or a print service, prints and posts."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from services.documents import Document as Pdf
from services.documents import render
from services.notifications.contents import Content, sender_name, unseal
from services.notifications.models import Message, State, Way

SHEETS = Path(settings.BASE_DIR, "templates/paper/print.css").read_text(encoding="utf-8")
"""How a question looks on paper: for the sheets that go with letters. A letter's own rules follow it."""
WEB_ADDRESS = re.compile(r"https?://\S+")
"""Keeps its own order inside of a line of Arabic: U+2066 and U+2069 stand around it."""
POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}$", re.IGNORECASE)
"""A British postcode at the end of a line, and its area."""


def waiting() -> QuerySet[Message]:
    """Return the letters to print, oldest first."""
    return Message.objects.filter(way=Way.LETTER, state=State.TO_PRINT).order_by("created_at")


def pdf_of(letters: Sequence[Message]) -> bytes:
    """Return letters as one tagged PDF: see `drawn`."""
    return drawn(letters).pdf


def drawn(letters: Sequence[Message], *, language: str = "", first_sheet: str = "") -> Pdf:
    """Return letters as one tagged PDF, each on pages of its own, the address where a window shows it.

    `language` is the document's, the first letter's if empty. With a `first_sheet`, HTML that stands
    before them, each letter begins on an odd page: they come apart when printed on both sides.
    Raises ValueError if there is none, vault.Unreadable if one was erased.
    """
    if not letters:
        raise ValueError("there is no letter to print")
    contents = [unseal(letter) for letter in letters]
    pages = [
        _page(number, letter, content)
        for number, (letter, content) in enumerate(zip(letters, contents, strict=True), start=1)
    ]
    language = language or letters[0].language
    with translation.override(language):
        context = {"pages": pages, "sender": sender_name(), "sheets": "", "first_sheet": first_sheet}
        if any(content.enclosed for content in contents):
            context["sheets"] = mark_safe(SHEETS)  # noqa: S308 -- a file of ours
        html = render_to_string("notifications/letter.html", context)
        title = contents[0].subject if len(contents) == 1 else translation.gettext("Letters to post")
    return render(html, language=language, title=title)


def begins(number: int) -> str:
    """Return the name of the place where a letter of a file begins, counted from 1."""
    return f"letter-{number}"


def ends(number: int) -> str:
    """Return the name of the place where it ends."""
    return f"letter-{number}-end"


def pages_of(pdf: Pdf, count: int) -> list[int]:
    """Return how many pages each of the `count` letters of a file has."""
    backwards = reversed(list(enumerate(pdf.boxes, start=1)))  # so that where it begins counts
    page_of = {name: number for number, boxes in backwards for name in boxes}
    return [page_of[ends(number)] - page_of[begins(number)] + 1 for number in range(1, count + 1)]


def postcode_in(line: str) -> str:
    """Return the area of the British postcode that ends a line ("ZZ" of ZZ1 1AA), "" if there is none."""
    found = POSTCODE.search(line.strip())
    return found[1].upper() if found else ""


def mark_posted(letters: Iterable[Message]) -> int:
    """Write down that letters were printed and posted. Return how many were still waiting."""
    ids = [letter.pk for letter in letters]
    now = timezone.now()
    return waiting().filter(pk__in=ids).order_by().update(state=State.SENT, sent_at=now)


def _page(number: int, letter: Message, content: Content) -> str:
    direction = "rtl" if translation.get_language_info(letter.language)["bidi"] else "ltr"
    body = content.body
    context = {
        "letter": letter,
        "content": content,
        "words": WEB_ADDRESS.sub("\u2066\\g<0>\u2069", body) if direction == "rtl" else body,
        "dir": direction,
        "sender": sender_name(),
        "enclosed": mark_safe(content.enclosed),  # noqa: S308 -- from templates of ours, sealed since
        "begins": begins(number),
        "ends": ends(number),
    }
    with translation.override(letter.language):
        return render_to_string("notifications/letter_page.html", context)
