"""A page is complete in its own language, and its original says how far the translations have come.

What we decided: nothing goes live with words missing in the page's own language, be it a text that was
copied from the original and never translated, or a contact point that nobody wrote in this language; only
its author can mend that, so nobody can wave it through. The original itself stays publishable at any time,
because what people need to know today must not wait for a translator: a translation that is missing or
older than the original's words asks whoever publishes for a reason, which is kept beside the result.
A changed text asks anew; the same text does not ask twice.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from wagtail.models import Page

from content.checks.findings import Finding, Weight
from content.checks.pieces import Piece, chosen, pieces

COPIED_WORDS = 5
"""Fewer may well be the same in two languages: a name, a price, a time."""
SAME_EVERYWHERE = ("law", "short_name")
"""Fields for names that keep their language."""
SNIPPETS = {"contactpoint": "contact_language", "evidencetype": "evidence_language"}
"""What is chosen, by its model's name, and what to say if nobody wrote it in the language of the page."""


def words_of(page: Page) -> str:
    """Return a short mark of all words of a page: it changes when they do."""
    text = "\n".join(line for piece in pieces(page) for line in piece.lines)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def original_of(page: Page) -> Page | None:
    """Return the page that this one translates, as readers see it; None if it is the original itself."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    found = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE, alias_of=None
    ).first()
    if found is None:
        return None
    original: Page = found.specific if found.live else found.get_latest_revision_as_object()
    return original


def in_own_language(page: Page, texts: list[Piece], original: Page | None) -> Iterator[Finding]:
    """Yield each text that is still the original's, and each contact point without words in this language."""
    copied = {line.casefold() for piece in pieces(original) for line in piece.lines} if original else set()
    for piece in texts:
        for line in piece.lines if piece.field not in SAME_EVERYWHERE else ():
            if len(line.split()) >= COPIED_WORDS and line.casefold() in copied:
                yield Finding("untranslated", Weight.STOPS, piece.field, piece.index, piece.label, line)
    for each in chosen(page):
        code = SNIPPETS.get(each.thing._meta.model_name)
        if code and not _speaks(each.thing, page):
            yield Finding(code, Weight.STOPS, each.field, each.index, each.label, str(each.thing))


def _speaks(snippet: Any, page: Page) -> bool:
    if snippet.locale_id == page.locale_id:
        return True
    others = type(snippet).objects.filter(translation_key=snippet.translation_key, live=True)
    return bool(others.filter(locale=page.locale).exists())


def translations(page: Page, changed_at: datetime | None) -> Iterator[Finding]:
    """Yield each language in which readers do not get these words.

    `changed_at` is when they went live, None if they have not yet.
    """
    mark = words_of(page)
    others = type(page).objects.filter(
        translation_key=page.translation_key, alias_of=None, live=True, words_in=""
    )
    published = dict(others.values_list("locale__language_code", "last_published_at"))
    for code, _name in settings.LANGUAGES:
        if code == page.locale.language_code:
            continue
        at = published.get(code)
        if at is None:
            yield _asks("translation_missing", code, mark)
        elif changed_at is None or at < changed_at:
            yield _asks("translation_behind", code, mark)


def _asks(code: str, language: str, mark: str) -> Finding:
    name = str(dict(settings.LANGUAGES)[language])
    return Finding(code, Weight.ASKS, about=name, mark=f"{language} {mark}")
