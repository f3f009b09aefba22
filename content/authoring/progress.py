"""How far a form is in each language, in a few words for the list."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from services.definitions.document import Document
from services.definitions.errors import FormUnknown
from services.definitions.exchange.translating import State, progress
from services.definitions.publishing import current_version


def published(key: str) -> Document | None:
    """Return the document that is in force; None if nothing is published yet."""
    try:
        return current_version(key).definition
    except FormUnknown:
        return None


def languages_of(form: Any) -> list[tuple[str, str, dict[State, int]]]:
    """Return (code, name, texts by state) of each language of the site but the form's first."""
    document = form.compiled().document
    if document is None:
        return []
    before = published(form.key)
    wanted = [(code, str(name)) for code, name in settings.LANGUAGES if code != document.languages[0]]
    return [
        (code, name, progress(document, code, before, form.confirmed.get(code, {}))) for code, name in wanted
    ]


def told_progress(form: Any) -> str:
    """Return "Welsh: done. Arabic: 12 missing." for one form of the list."""
    newest = form.get_latest_revision_as_object()
    told = []
    for _code, name, found in languages_of(newest):
        parts = []
        if found[State.MISSING]:
            parts.append(_("%(count)d missing") % {"count": found[State.MISSING]})
        if found[State.STALE]:
            parts.append(_("%(count)d out of date") % {"count": found[State.STALE]})
        told.append(f"{name}: {', '.join(parts) or _('done')}")
    return " · ".join(told) or _("not complete yet")
