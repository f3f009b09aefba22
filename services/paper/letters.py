"""The receipt of an application that was sent, and the sheet with the code to come back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import segno
from django.utils.html import format_html, strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.applications.models import Application
from services.applications.queries import file_names, journey_of
from services.definitions.channels import Channel
from services.definitions.display import answer_lines
from services.definitions.document import Document
from services.definitions.journey import Journey, RowPlace, Stop, Values, rows_in
from services.definitions.languages import paragraphs, shown
from services.definitions.sentences import words
from services.documents import Document as Pdf
from services.identity.codes import show, spell
from services.paper.direction import direction
from services.paper.prints import Print
from services.paper.sender import sender
from services.paper.sheets import Sheet, printed


@dataclass(frozen=True, slots=True)
class Said:
    """A question with its answer, as the receipt shows it."""

    number: int
    question: str
    lines: tuple[str, ...]

    @property
    def directed(self) -> list[tuple[str, str]]:
        """Return each line with the way it runs: an address keeps its order in Arabic too."""
        return [(line, direction(strip_tags(line))) for line in self.lines]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What was said in one section, or in one row of a repeat. `level` of its heading."""

    title: str
    level: int
    said: tuple[Said, ...]


def receipt(application: Application, *, language: str, size: Print = Print.STANDARD) -> Pdf:
    """Return the receipt of a submitted application. Raises ValueError if it was not submitted."""
    if application.submitted_at is None:
        raise ValueError(f"{application} was not submitted: it has no receipt")
    document = application.document
    sent = application.receipt
    with override(language):
        title = _("Receipt: %(form)s") % {"form": words(document.title, language)}
        journey = journey_of(application, channel=Channel(sent.channel))
        sheet = Sheet(
            title=title,
            running=_("Receipt %(number)s") % {"number": sent.number},
            sender=sender(language),
            language=language,
            print=size,
            more={
                "application": application,
                "receipt": sent,
                "sent_at": localtime(sent.submitted_at),
                "form": shown(document.title, language),
                "version": application.version.number,
                "channel": sent.get_channel_display(),
                "declared": _declared(sent.declared_how),
                "statements": [shown(text, language) for text in document.declared.statements],
                "next_steps": paragraphs(document.next_steps, language),
                "chapters": list(_chapters(document, journey, language, file_names(application))),
            },
        )
        return printed("paper/receipt.html", sheet)


def _declared(how: str) -> str:
    sentences = {
        "ticked": _("You agreed to this online."),
        "signed": _("You signed this on paper."),
        "spoken": _("This was read to you and you agreed to it."),
    }
    return sentences[how]


def _chapters(
    document: Document, journey: Journey, language: str, files: Mapping[str, str]
) -> Iterator[Chapter]:
    def said(values: Values) -> tuple[Said, ...]:
        return tuple(
            Said(
                document.numbers[key],
                shown(question.label, language),
                tuple(answer_lines(question, values[key], language, files=files)),
            )
            for key, question in document.questions.items()
            if key in values
        )

    for section in document.sections:
        stops = [stop for stop in journey.stops if stop.section == section.key]
        title = shown(section.title, language)
        for place, (heading, level, values) in enumerate(_answered(stops, title, journey, language)):
            if place == 0 and level > 2:
                yield Chapter(title, 2, ())
            yield Chapter(heading, level, said(values))


def _answered(
    stops: list[Stop], title: str, journey: Journey, language: str
) -> Iterator[tuple[str, int, Values]]:
    """Yield heading, level and answers: a section's own together, then those of each row."""
    own: dict[str, object] = {}
    for stop in stops:
        if stop.step:
            keys = [question.key for question in stop.step.questions]
            own.update({key: journey.relevant.values[key] for key in keys if key in journey.relevant.values})
    if own:
        yield title, 2, own  # type: ignore[misc]  # values, straight from the journey
    for stop in stops:
        if stop.repeat:
            for place in rows_in(stop):
                yield _row_title(place, language), 3, place.row.values


def _row_title(place: RowPlace, language: str) -> str:
    item = shown(place.stop.repeat.item if place.stop.repeat else None, language)
    title = format_html("{} {}", item, place.number)
    return format_html("{}, {}", _row_title(place.outer, language), title) if place.outer else title


def resume_sheet(
    application: Application, code: str, *, address: str, language: str, size: Print = Print.STANDARD
) -> Pdf:
    """Return the sheet with a resume code, which is stored nowhere. Raises CodeMistyped for no code.

    `address` is the page that asks for the code; the code itself never stands in an address.
    """
    with override(language):
        sheet = Sheet(
            title=_("Your code to come back: %(form)s")
            % {"form": words(application.document.title, language)},
            running=_("Your code to come back"),
            sender=sender(language),
            language=language,
            print=size,
            more={
                "application": application,
                "form": shown(application.document.title, language),
                **way_back(code, address=address, language=language),
                "kept_until": application.expires_at and localtime(application.expires_at),
            },
        )
        return printed("paper/resume_sheet.html", sheet)


def way_back(code: str, *, address: str, language: str) -> dict[str, Any]:
    """Return what a sheet says of a code and of the page that asks for it. Raises CodeMistyped for no code.

    `code` may be empty: then only of the page.
    """
    return {
        "code": show(code) if code else "",
        "spelled": spell(code, language).split("; ") if code else [],
        "address": address,
        "short_address": address.partition("://")[2].rstrip("/"),
        "picture": segno.make_qr(address, error="m").svg_data_uri(scale=1, border=0, unit="mm"),
    }
