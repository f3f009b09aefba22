"""Letters: what the desk prints and posts."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation

from services.documents import render
from services.notifications.contents import Content, sender_name, unseal
from services.notifications.models import Message, State, Way


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
        html = render_to_string("notifications/letter.html", {"pages": pages, "sender": sender_name()})
        title = contents[0].subject if len(contents) == 1 else translation.gettext("Letters to post")
    return render(html, language=language, title=title).pdf


def mark_posted(letters: Iterable[Message]) -> int:
    """Write down that letters were printed and posted. Return how many were still waiting."""
    ids = [letter.pk for letter in letters]
    now = timezone.now()
    return waiting().filter(pk__in=ids).order_by().update(state=State.SENT, sent_at=now)


def _page(letter: Message, content: Content) -> str:
    direction = "rtl" if translation.get_language_info(letter.language)["bidi"] else "ltr"
    context = {"letter": letter, "content": content, "dir": direction, "sender": sender_name()}
    with translation.override(letter.language):
        return render_to_string("notifications/letter_page.html", context)
