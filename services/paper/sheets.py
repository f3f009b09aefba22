"""Forms, receipts and resume sheets as finished PDFs. Nothing is stored here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from services.definitions.document import Document
from services.definitions.journey import Answers
from services.definitions.kinds import Evidence
from services.definitions.languages import paragraphs, shown
from services.definitions.models import FormVersion
from services.definitions.sentences import words
from services.documents import Document as Pdf
from services.documents import Field, PageCodes, page_of, render
from services.documents.rendering import RIGHT_TO_LEFT
from services.paper import page_code
from services.paper.fillable import fields_of
from services.paper.layout import anchor, declaration, parts
from services.paper.prints import Print
from services.paper.requirements import in_words
from services.paper.routing import END
from services.paper.sender import Sender, sender, short_address

CSS, CSS_LARGE, CSS_LARGEST, CSS_RIGHT_TO_LEFT, CSS_FILLABLE = (
    Path(settings.BASE_DIR, "templates/paper", name).read_text(encoding="utf-8")
    for name in ("print.css", "large.css", "largest.css", "rtl.css", "fillable.css")
)
NO_CODE = "@page { @bottom-center { content: none } }"
CODE_TOP_MM = 8
CODE_LEFT_MM = 174.6  # 210 - 18 margin - 17.4 of 29 squares
CODE_LEFT_RIGHT_TO_LEFT_MM = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """What templates/paper/base.html needs of every printed document."""

    title: str
    running: str
    """The line at the top of each page."""
    sender: Sender
    language: str
    print: Print = Print.STANDARD
    code: str = ""
    """The code of each page, without its number."""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def help(self) -> str:
        """Return the line at the foot of each page."""
        return _("Need help? Call %(phone)s") % {"phone": self.phone} if self.phone else ""

    @property
    def phone(self) -> str:
        """Return the telephone number, kept in one piece: right-to-left text would turn its parts round."""
        return self.sender.phone.replace(" ", "\xa0")

    @property
    def textphone(self) -> str:
        """Return the number for textphones, in one piece too."""
        return self.sender.textphone.replace(" ", "\xa0")

    @property
    def page_words(self) -> tuple[str, str, str]:
        """Return the words around the page number and the number of pages."""
        sentence = _("Page %(page)s of %(pages)s")
        before, _page, rest = sentence.partition("%(page)s")
        between, _pages, after = rest.partition("%(pages)s")
        return before, between, after


def paper_form(
    version: FormVersion,
    *,
    language: str,
    size: Print,
    copy: str,
    answers: Answers | None = None,
    reference: str = "",
    page_guesses: Mapping[str, int] | None = None,
) -> Pdf:
    """Return the form on paper, empty or with the answers so far.

    `copy` names this rendition in the code of each page: see models.py. `page_guesses` says on which
    pages the empty form has its questions: with few long answers they are the same here.
    """
    document = version.document
    fillable = size is Print.FILLABLE
    with override(language):
        title = words(document.title, language)
        key = version.form.key
        running = [title, _("version %(number)d") % {"number": version.number}]
        if reference:
            running.append(_("reference %(reference)s") % {"reference": reference})
        sheet = Sheet(
            title=title,
            running=" · ".join(running),
            sender=sender(language),
            language=language,
            print=size,
            code=page_code.written(
                site=page_code.site_mark(settings.SITE_URL),
                form=key,
                version=version.number,
                language=language,
                size=size.letter,
                copy=copy,
            ),
            more={
                **_cover(document, language, size),
                "service_at": _in_parts(short_address(key, language)),
                "parts": parts(document, answers or Answers(), language, fillable=fillable),
                **_end(document, language),
                "version": version.number,
                "reference": reference,
                "prefilled": answers is not None,
            },
        )
        fields = fields_of(sheet.more["parts"], sheet.more.get("declaration"), document) if fillable else ()
        return printed("paper/form.html", sheet, page_guesses, fields)


def draft_form(document: Document, *, language: str, size: Print) -> Pdf:
    """Return a form that is still being written, for its author to look at: without codes, never to send."""
    with override(language):
        title = words(document.title, language)
        sheet = Sheet(
            title=title,
            running=f"{title} · {_('draft, not to be used')}",
            sender=sender(language),
            language=language,
            print=size,
            more={
                **_cover(document, language, size),
                "service_at": _in_parts(short_address(document.key, language)),
                "parts": parts(document, Answers(), language),
                **_end(document, language),
                "prefilled": False,
            },
        )
        return printed("paper/form.html", sheet)


def _in_parts(address: str) -> tuple[str, str, str] | None:
    """Return an address so that a line of the page ends before its path and not inside of it."""
    return address.partition("/") if address else None


def _end(document: Document, language: str) -> dict[str, Any]:
    """Return what stands after the questions: where to sign, or what a checker's answers mean."""
    if not document.is_checker:
        return {"declaration": declaration(document, language)}
    return {
        "requirements": in_words(document, language),
        "requirements_anchor": anchor(END),
        "requirements_page": page_of(anchor(END)),
        "outcome": document.outcome
        and {found: paragraphs(getattr(document.outcome, found), language) for found in ("met", "not_met")},
    }


def _cover(document: Document, language: str, size: Print) -> dict[str, Any]:
    proofs = [
        {
            "number": document.numbers[question.key],
            "label": shown(question.label, language),
            "anchor": anchor(question.key),
        }
        for question in document.questions.values()
        if isinstance(question, Evidence)
    ]
    return {
        "heading": shown(document.title, language),
        "summary": shown(document.summary, language),
        "minutes": document.minutes,
        "address": document.return_address,
        "privacy": paragraphs(document.privacy, language),
        "proofs": proofs,
        "other_languages": [
            {"code": code, "name": get_language_info(code)["name_local"]}
            for code in document.languages
            if code != language
        ],
        "foreign": language not in document.languages,
        "large": size.is_large,
        "fillable": size is Print.FILLABLE,
        "site": settings.SITE_URL.partition("://")[2],
    }


def printed(
    template: str, sheet: Sheet, guesses: Mapping[str, int] | None = None, fields: Sequence[Field] = ()
) -> Pdf:
    """Return a template with a sheet's words as a PDF, in the language in use."""
    html = render_to_string(template, {"sheet": sheet, **sheet.more})
    rtl = sheet.language in RIGHT_TO_LEFT
    codes = PageCodes(
        payload=lambda page: f"{sheet.code}{page}",
        left_mm=CODE_LEFT_RIGHT_TO_LEFT_MM if rtl else CODE_LEFT_MM,
        top_mm=CODE_TOP_MM,
    )
    return render(
        html,
        language=sheet.language,
        title=sheet.title,
        css=CSS
        + CSS_LARGE * sheet.print.is_large
        + CSS_LARGEST * (sheet.print is Print.LARGEST)
        + CSS_FILLABLE * (sheet.print is Print.FILLABLE)
        + CSS_RIGHT_TO_LEFT * rtl
        + NO_CODE * (not sheet.code),
        page_guesses=guesses,
        codes=codes if sheet.code else None,
        fields=fields,
    )
