"""Translating a form: side by side, the next one that needs it a step away; or as a file for a translator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from content.authoring.compile import Compiled
from content.authoring.naming import known_as
from content.authoring.pages import edit_url, locked, needs, newest
from content.authoring.progress import published
from content.authoring.taking import take_over
from content.models import ServiceForm
from services.definitions.document import Document
from services.definitions.exchange.translating import (
    State,
    Text,
    as_po,
    from_po,
    marks,
    texts,
    translated,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One text on the page: its number, where it stands in the form, and the next one to do."""

    number: int
    text: Text
    place: str
    next_to_do: int | None

    @property
    def to_do(self) -> bool:
        """Whether it is missing or stale."""
        return self.text.state is not State.DONE


@needs("change")
def side_by_side(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show every text beside its translation; by POST, take in what was written or confirmed."""
    form, compiled, document = _opened(pk, language)
    before, confirmed = published(form.key), form.confirmed.get(language, {})
    found = list(texts(document, language, before, confirmed))
    if request.method == "POST":
        if not locked(request, form):
            given, overtaken = _given(request.POST, found)
            _take(form, document, language, given, request.user)
            _tell(request, len(given), overtaken)
        return redirect(reverse("authoring:translate", args=[pk, language]))
    rows = _rows(found, compiled)
    info = get_language_info(language)
    seen = {
        "form": form,
        "code": language,
        "name": dict(settings.LANGUAGES)[language],
        "first": document.languages[0],
        "direction": "rtl" if info["bidi"] else "ltr",
        "rows": rows,
        "counts": {state.value: sum(row.text.state is state for row in rows) for state in State},
        "first_to_do": next((row.number for row in rows if row.to_do), None),
        "edit_url": edit_url(form),
    }
    return render(request, "content/authoring/translate.html", seen)


@needs("change")
def file(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Give the texts of a form to a translator; by POST, take them in as a new draft."""
    form, _compiled, document = _opened(pk, language)
    if request.method != "POST":
        text = as_po(document, language, published(form.key), form.confirmed.get(language, {}))
        answer = HttpResponse(text, content_type="text/x-gettext-translation; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{form.key}.{language}.po"'
        return answer
    back = redirect("authoring:translate", pk, language)
    sent = request.FILES.get("file")
    try:
        found = from_po(document, sent.read().decode() if sent else "")
    except ValueError:  # covers UnicodeDecodeError
        messages.error(request, _("This is no .po file."))
        return back
    if not locked(request, form):
        _take(form, document, language, found.taken, request.user)
        _tell(request, len(found.taken), len(found.unknown) + len(found.stale) + len(found.fuzzy))
    return back


def _opened(pk: int, language: str) -> tuple[ServiceForm, Compiled, Document]:
    """Return a form that can be translated into a language. Raises Http404 if it cannot."""
    form = newest(pk)
    compiled = form.compiled()
    document = compiled.document
    if document is None or language == document.languages[0] or language not in dict(settings.LANGUAGES):
        raise Http404
    return form, compiled, document


def _given(typed: Mapping[str, Any], found: list[Text]) -> tuple[dict[str, str], int]:
    """Return what was written or confirmed, by place, and how many texts somebody else changed meanwhile."""
    given: dict[str, str] = {}
    overtaken = 0
    for text in found:
        wrote = str(typed.get(f"text:{text.path}", text.translation)).replace("\r\n", "\n").strip()
        if wrote == text.translation.strip() and f"right:{text.path}" not in typed:
            continue
        if typed.get(f"mark:{text.path}") != text.mark:
            overtaken += 1
        elif wrote:
            given[text.path] = wrote
    return given, overtaken


def _take(form: ServiceForm, document: Document, language: str, given: Mapping[str, str], user: Any) -> None:
    """Make a new draft with these translations, which count as right for the texts as they are."""
    if given:
        mine = {**form.confirmed.get(language, {}), **marks(document, given)}
        confirmed = {**form.confirmed, language: mine}
        take_over(translated(document, language, given), user=user, confirmed=confirmed)


def _tell(request: HttpRequest, taken: int, left: int) -> None:
    told = _("Texts taken in: %(taken)d. Left out, because they changed or are not confirmed: %(left)d.")
    messages.success(request, told % {"taken": taken, "left": left})


def _rows(found: list[Text], compiled: Compiled) -> list[Row]:
    rows: list[Row] = []
    next_to_do: int | None = None
    for number, text in reversed(list(enumerate(found, start=1))):
        rows.append(Row(number, text, known_as(compiled, text.path), next_to_do))
        next_to_do = next_to_do if text.state is State.DONE else number
    return rows[::-1]
