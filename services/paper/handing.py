"""What a request wants printed, and how it is handed over."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from services.documents import Document as Pdf
from services.paper.prints import Print


def wanted(request: HttpRequest, *, language: str = "") -> tuple[str, Print]:
    """Return the language and size that were asked for; else `language` or the page's, standard print.

    Raises Http404 for any that we do not have.
    """
    asked = {**request.GET.dict(), **request.POST.dict()}
    chosen = asked.get("language") or language or get_language() or settings.LANGUAGE_CODE
    size = asked.get("print") or Print.STANDARD.value
    if chosen not in dict(settings.LANGUAGES) or size not in Print.values:
        raise Http404
    return chosen, Print(size)


def as_file(pdf: Pdf, name: str) -> HttpResponse:
    """Return a PDF that the browser may show and saves under this name."""
    response = HttpResponse(pdf.pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response
