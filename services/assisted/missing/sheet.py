"""The sheet that goes with a letter: only the missing questions, with room to answer, to send back."""

import re
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import override

from services.applications.models import Application
from services.assisted.keying import Missing, RowName
from services.definitions.kinds import Computed
from services.definitions.languages import shown
from services.paper.drawing import area
from services.paper.shapes import Ask

_IDS = re.compile(r' id="[^"]*"')  # a page of many letters has each name once, or none


def sheet_html(application: Application, wanted: tuple[Missing, ...], *, language: str) -> str:
    """Return the sheet as HTML, in the words of its version in a language."""
    with override(language):
        html = render_to_string(
            "assisted/missing_sheet.html",
            {
                "application": application,
                "address": application.document.return_address,
                "asks": list(_asks(wanted, language)),
            },
        )
    return _IDS.sub("", html)


def _asks(wanted: tuple[Missing, ...], language: str) -> Iterator[tuple[str, int, Ask]]:
    """Yield each question as it stands on paper with the level of its heading, and before the first of a
    row which row it is of.
    """
    before: RowName = ()
    for each in wanted:
        question = each.question
        heading = _named(each.name, language) if each.name != before else ""
        before = each.name
        yield (
            heading,
            4 if each.name else 3,
            Ask(
                number=each.number,
                anchor="",
                label=shown(question.label, language),
                hint=shown(question.hint, language),
                optional=not question.required and not isinstance(question, Computed),
                template=f"kinds/{question.kind}/paper.html",
                area=area(question, None, language),
            ),
        )


def _named(name: RowName, language: str) -> str:
    return format_html_join(
        ", ", "{}", ((format_html("{} {}", shown(repeat.item, language), number),) for repeat, number in name)
    )
