"""Letters: what the desk prints and posts."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from services.documents import render
from services.notifications.contents import Content, sender_name, unseal
from services.notifications.models import Message, State, Way

SHEETS = Path(settings.BASE_DIR, "templates/paper/print.css").read_text(encoding="utf-8")
"""How a question looks on paper: for the sheets that go with letters. A letter's own rules go before it."""

ADDRESS_OF_THE_WEB = re.compile(r"https?://\S+")
"""Keeps its own order inside of a line of Arabic: U+2066 and U+2069 stand around it."""


def waiting() -> QuerySet[Message]:
    """Return the letters to print, oldest first."""
    return Message.objects.filter(way=Way.LETTER, state=State.TO_PRINT).order_by("created_at")


def pdf_of(letters: Sequence[Message]) -> bytes:
    """Return letters as one tagged PDF, each on a page of its own, the address where a window shows it.

    Raises ValueError if there is none, vault.Unreadable if one was erased.
    """
    if not letters:
        raise ValueError("there is no letter to print")
    contents = [unseal(letter) for letter in letters]
    pages = [_page(letter, content) for letter, content in zip(letters, contents, strict=True)]
    language = letters[0].language
    with translation.override(language):
        context = {"pages": pages, "sender": sender_name(), "sheets": ""}
        if any(content.enclosed for content in contents):
            context["sheets"] = mark_safe(SHEETS)  # noqa: S308 -- a file of ours
        html = render_to_string("notifications/letter.html", context)
        title = contents[0].subject if len(contents) == 1 else translation.gettext("Letters to post")
    return render(html, language=language, title=title).pdf


def mark_posted(letters: Iterable[Message]) -> int:
    """Write down that letters were printed and posted. Return how many were still waiting."""
    ids = [letter.pk for letter in letters]
    now = timezone.now()
    return waiting().filter(pk__in=ids).order_by().update(state=State.SENT, sent_at=now)


def _page(letter: Message, content: Content) -> str:
    direction = "rtl" if translation.get_language_info(letter.language)["bidi"] else "ltr"
    context = {
        "letter": letter,
        "content": content,
        "words": ADDRESS_OF_THE_WEB.sub("\u2066\\g<0>\u2069", content.body)
        if direction == "rtl"
        else content.body,
        "dir": direction,
        "sender": sender_name(),
        "enclosed": mark_safe(content.enclosed),  # noqa: S308 -- from templates of ours, sealed since
    }
    with translation.override(letter.language):
        return render_to_string("notifications/letter_page.html", context)
