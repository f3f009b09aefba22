"""Translations: which pages show another language's words, and which are older than their original."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.models.checks import Outcome, PublishCheckRun
from content.tasks.found import Found, Kind


def translations() -> Iterator[Found]:
    """Yield each published page whose readers get other or older words than those of the original."""
    names = dict(settings.LANGUAGES)
    for page_id, language, changed_at in behind():
        why = _("The original has changed since the %(language)s translation was published.")
        yield Found(Kind.BEHIND, page_id, why % {"language": names[language]}, timezone.localdate(changed_at))
    for page_id, language, original, at in untranslated():
        why = _("Not translated into %(language)s: readers see other words with a notice.")
        where = reverse("wagtailadmin_pages:convert_alias", args=[page_id]) if original else ""
        day = timezone.localdate(at) if at else timezone.localdate()
        yield Found(Kind.UNTRANSLATED, page_id, why % {"language": names[language]}, day, 0, where)


def _translated() -> QuerySet[Page]:
    found: QuerySet[Page] = Page.objects.live().filter(alias_of=None, depth__gt=1)
    return found.exclude(locale__language_code=settings.LANGUAGE_CODE)


def behind(keys: Iterable[Any] | None = None) -> list[tuple[int, str, datetime]]:
    """Return (id, language, since when) of each translation older than its original's words, or of `keys`."""
    original = Page.objects.live().filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
        alias_of=None,
    )
    pages = _translated() if keys is None else _translated().filter(translation_key__in=keys)
    rows = list(
        pages.annotate(
            source=Subquery(original.values("pk")[:1]),
            source_at=Subquery(original.values("last_published_at")[:1]),
        )
        .filter(source_at__gt=F("last_published_at"))
        .values_list("pk", "locale__language_code", "last_published_at", "source", "source_at")
    )
    since = _since({source for *_others, source, _at in rows})
    found = []
    for pk, language, at, source, source_at in rows:
        changed_at = since.get(source, source_at)
        if changed_at > at:
            found.append((pk, language, changed_at))
    return found


def _since(pages: Iterable[int]) -> dict[int, datetime]:
    """Return since when readers see the words of each page: publishing the same again changes nothing."""
    runs = PublishCheckRun.objects.filter(page__in=list(pages), outcome=Outcome.PUBLISHED)
    rows = runs.order_by("page", "-at", "-pk").values_list("page", "words", "at")
    found: dict[int, datetime] = {}
    for page_id, group in groupby(rows, key=lambda row: row[0]):
        newest = None
        for _page, words, at in group:
            if newest not in (None, words):
                break
            newest, found[page_id] = words, at
    return found


def untranslated() -> Iterator[tuple[int, str, int | None, datetime | None]]:
    """Yield (id, language, id of the original if it is still an alias, since when) of each."""
    aliases = Page.objects.live().filter(alias_of__live=True).exclude(locale=F("alias_of__locale"))
    yield from aliases.values_list(
        "pk", "locale__language_code", "alias_of", "alias_of__last_published_at"
    ).order_by("pk")
    yield from ((pk, language, None, at) for pk, language, at in _borrowing())


def _borrowing() -> Any:
    """Return the pages, of every kind, that are no aliases any more but not published since."""
    kinds: list[Any] = [
        model for model in apps.get_models() if issubclass(model, Page) and hasattr(model, "words_in")
    ]
    first, *others = [
        kind.objects.live()
        .exclude(words_in="")
        .order_by()
        .values_list("pk", "locale__language_code", "last_published_at")
        for kind in kinds
    ]
    return first.union(*others)
