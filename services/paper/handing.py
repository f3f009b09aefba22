"""What a request wants printed, and how it is handed over."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from services.documents import Document as Pdf
from services.paper.copies import read_copy
from services.paper.models import PrintedCopy
from services.paper.prints import SIZES, Print


def wanted(
    request: HttpRequest, *, language: str = "", among: Collection[Print] = SIZES
) -> tuple[str, Print]:
    """Return the language and size that were asked for; else `language` or the page's, standard print.

    Raises Http404 for any that we do not have or that is not `among` those of this document.
    """
    asked = {**request.GET.dict(), **request.POST.dict()}
    chosen = asked.get("language") or language or get_language() or settings.LANGUAGE_CODE
    size = asked.get("print") or Print.STANDARD.value
    if chosen not in dict(settings.LANGUAGES) or size not in {each.value for each in among}:
        raise Http404
    return chosen, Print(size)


@dataclass(frozen=True, slots=True)
class File:
    """One file of an empty form, to link to."""

    label: str
    url: str


def files_in(form: str, language: str) -> list[File]:
    """Return the files of an empty form in a language, named in that language."""
    address = reverse("paper:blank", args=[form])
    with override(language):
        named = {
            Print.STANDARD: _("Standard print"),
            Print.LARGE: _("Large print, 18 point"),
            Print.LARGEST: _("Very large print, 24 point"),
            Print.FILLABLE: _("To fill in on a computer"),
        }
        return [
            File(f"{label} (PDF)", f"{address}?language={language}&print={size}")
            for size, label in named.items()
        ]


def as_file(pdf: Pdf, name: str) -> HttpResponse:
    """Return a PDF that the browser may show and saves under this name."""
    return _file(pdf.pdf, name)


def _file(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


def copy_as_file(copy: PrintedCopy) -> HttpResponse:
    """Return a printed copy as it was drawn. Raises Http404 if its file is lost or erased."""
    try:
        pdf = read_copy(copy)
    except FileNotFoundError:
        raise Http404 from None
    return _file(pdf, f"{copy.version.form.key}-{copy.application.reference}.pdf")
