"""A batch of letters at the desk: one file with a first sheet that lists them, the same list as a table."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, override

from services.applications.errors import NothingFound
from services.assisted.mailroom import note_posted, record_letter
from services.assisted.missing.actions import call_off_answered
from services.assisted.outgoing import Outgoing, described
from services.definitions.channels import Channel
from services.documents import page_of
from services.identity.actors import Actor
from services.notifications import batches, letters
from services.notifications.contents import unseal
from services.notifications.models import LetterBatch, Message

COLUMNS = ("number", "reference", "kind", "pages", "language", "postcode_area")


@dataclass(frozen=True, slots=True)
class Line:
    """One letter as the list of a batch shows it: no more of a person than the area it goes to."""

    number: int
    reference: str
    kind: str
    pages: int | None
    language: str
    area: str
    first_page: str = ""
    last_page: str = ""


def make(*, by: Actor) -> LetterBatch | None:
    """Return a new batch of what waits, None if nothing does. Letters that are answered stay out of it."""
    call_off_answered()
    return batches.make(by.user)


def batch_numbered(number: int) -> LetterBatch:
    """Return a batch. Raises NothingFound."""
    found = LetterBatch.objects.filter(pk=number).first()
    if found is None:
        raise NothingFound
    return found


def printed(*, batch: LetterBatch, by: Actor, channel: Channel) -> bytes:
    """Return a batch as one file to print on both sides; that each letter was opened is an event of it.

    It can be printed again while its letters are kept. Raises NothingFound if none is.
    """
    kept = described(batches.kept_in(batch))
    if not kept:
        raise NothingFound
    language = get_language() or settings.LANGUAGE_CODE
    sheet = render_to_string(
        "assisted/manifest.html", {"batch": batch, "lines": list(_lines(kept)), "printed_at": timezone.now()}
    )
    messages = [each.message for each in kept]
    pdf = letters.drawn(messages, language=language, first_sheet=sheet)
    for message, pages in zip(messages, letters.pages_of(pdf, len(messages)), strict=True):
        message.pages = pages
    with transaction.atomic():
        Message.objects.bulk_update(messages, ["pages"])
        for each in kept:
            record_letter("letter_printed", each, by, channel, batch=batch.pk)
    return pdf.pdf


def lines_of(batch: LetterBatch) -> list[Line]:
    """Return the list of a batch."""
    return list(_lines(described(batches.kept_in(batch))))


def table(batch: LetterBatch) -> str:
    """Return the list of a batch as CSV (RFC 4180), with codes in the place of words."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in described(batches.kept_in(batch)):
        message = each.message
        row = (message.place, each.reference, message.kind, message.pages or "", message.language)
        writer.writerow((*row, area_of(message)))
    return out.getvalue()


@transaction.atomic
def posted(*, batch: LetterBatch, by: Actor, channel: Channel) -> int:
    """Note a whole batch as posted. Return how many of its letters were still waiting."""
    if not batches.close(batch):
        return 0
    return note_posted(chosen=described(batches.kept_in(batch)), by=by, channel=channel)


def area_of(message: Message) -> str:
    """Return the area of the postcode that a letter goes to: "ZZ"; "" abroad."""
    lines = unseal(message).to.splitlines()
    return letters.postcode_in(lines[-1]) if lines else ""


def _lines(kept: Iterable[Outgoing]) -> Iterable[Line]:
    languages = dict(settings.LANGUAGES)
    for at, each in enumerate(kept, start=1):
        message = each.message
        yield Line(
            message.place or at,
            each.reference,
            each.what,
            message.pages,
            str(languages.get(message.language, message.language)),
            area_of(message),
            page_of(letters.begins(at)),
            page_of(letters.ends(at)),
        )


def in_site_language(batch: LetterBatch, *, by: Actor, channel: Channel) -> bytes:
    """Return the file for a timer, which has no language of its own."""
    with override(settings.LANGUAGE_CODE):
        return printed(batch=batch, by=by, channel=channel)
