"""Counts what is searched for, by day and language: scrubbed words and numbers, nothing about who searched.

What a search led to is not counted: links go straight to their pages, and say nothing to us on the way.
"""

import logging
from typing import Any

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from content.models.search import SearchCount, SearchRefinement
from content.scrubbing import scrubbed

logger = logging.getLogger(__name__)

TERM_MAX = 80
NEW_A_DAY_MAX = 5_000
"""Different terms (and pairs of them) kept of one day. What a flood brings beyond them is not kept."""


def tidy(typed: str) -> str:
    """Return what was typed with single spaces and without signs that nobody sees."""
    return " ".join("".join(each for each in typed if each.isprintable() or each.isspace()).split())


def kept(typed: str) -> str:
    """Return what is kept of a search: small letters, nothing that looks personal, TERM_MAX long."""
    return scrubbed(tidy(typed).casefold())[:TERM_MAX]


def count(typed: str, language: str, *, hits: int, before: str = "") -> None:
    """Count a search that found `hits` pages. `before` is what the same page was searched for just before.

    A database too busy to count lets the search go on uncounted.
    """
    term, earlier = kept(typed), kept(before)
    if not term:
        return
    today: dict[str, Any] = {"day": timezone.localdate(), "language": language}
    try:
        with transaction.atomic():
            _add(SearchCount, "searches", {**today, "term": term}, hits=hits)
            if earlier and earlier != term:
                _add(SearchRefinement, "times", {**today, "term": earlier, "next_term": term})
    except OperationalError as error:
        logger.warning("search not counted: %s", type(error).__name__)


def _add(model: Any, number: str, row: dict[str, Any], **more: int) -> None:
    one_more = {number: F(number) + 1, **more}
    if model.objects.filter(**row).update(**one_more):
        return
    if model.objects.filter(day=row["day"], language=row["language"]).count() < NEW_A_DAY_MAX:
        model.objects.bulk_create([model(**row)], ignore_conflicts=True)  # somebody may be quicker
        model.objects.filter(**row).update(**one_more)


def purge() -> int:
    """Delete counts older than SEARCH_RETENTION. Return how many rows."""
    before = timezone.localdate() - settings.SEARCH_RETENTION
    return sum(model.objects.filter(day__lt=before).delete()[0] for model in (SearchCount, SearchRefinement))
