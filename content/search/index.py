"""Keeps the index: what a page's words weigh, written when the page goes live and gone when it does not.

Every way of publishing ends in `BasePage.save()`, which calls `update_entry`; so do aliases. Unpublishing
may save a page as Wagtail's own class, so that is heard from Wagtail's signal (content/models/base.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef
from wagtail.fields import StreamField

from content.facts.showing import in_words
from content.models.search import BestBet, SearchEntry, SearchPosting, SearchWord, Synonyms
from content.search.words import Word, is_stop_word, term, words

# What one appearance of a word is worth, by where it stands.
TITLE, KEYWORDS, SUMMARY, HEADING, BODY = 12, 10, 5, 3, 1

# BM25's two constants (Robertson and Zaragoza 2009): how soon repeating a word stops helping, and how much
# a long page is held back. The length is compared with a fixed one, so a page's weights are its own affair.
_SOON, _HELD_BACK, _USUAL_LENGTH = 6.0, 0.4, 250
_WEIGHT_MAX = 10_000
_PAGES_AT_ONCE = 50

Row = tuple[int | str, ...]


def update_entry(page: Any) -> None:
    """Let search find a page (any BasePage, just saved whole) by its words, as long as it is live."""
    with transaction.atomic():
        if page.live and page.search_kind is not None:
            _write([page])
        else:
            remove_entry(page.pk)


def remove_entry(page_id: int) -> None:
    """Let search find a page no longer."""
    SearchEntry.objects.filter(pk=page_id).delete()


def index_all(pages: Iterable[Any]) -> int:
    """Write the index anew from these live pages, a few at a time; forget all others. Returns how many.

    Searches go on meanwhile, and nobody's change waits for long.
    """
    indexed: set[int] = set()
    shown = (page for page in pages if page.search_kind is not None)
    while some := list(islice(shown, _PAGES_AT_ONCE)):
        with transaction.atomic():
            _write(some)
        indexed.update(page.pk for page in some)
    for pk in set(SearchEntry.objects.values_list("pk", flat=True)) - indexed:
        remove_entry(pk)
    its_pages = SearchPosting.objects.filter(language=OuterRef("language"), term=OuterRef("term"))
    SearchWord.objects.exclude(Exists(its_pages)).delete()
    for taught in (*Synonyms.objects.all(), *BestBet.objects.all()):
        taught.learn()
    return len(indexed)


def _write(pages: list[Any]) -> None:
    entries = [_entry(page) for page in pages]
    SearchPosting.objects.filter(entry__in=[entry.pk for entry in entries]).delete()
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["language", "words_language", "kind", "title", "summary", "organisation"],
    )
    postings: list[Row] = []
    known: dict[tuple[str, str], Row] = {}
    for entry, page in zip(entries, pages, strict=True):
        found = list(_found(page, entry.words_language))
        postings += _postings(entry, found)
        for word, its_term, _worth in found:
            if (entry.language, word.plain) not in known:
                row = (entry.language, word.plain, word.shown, its_term, len(word.plain))
                known[entry.language, word.plain] = row
    _insert(SearchPosting, ("entry_id", "language", "term", "kind", "weight"), postings)
    _insert(SearchWord, ("language", "plain", "shown", "term", "length"), list(known.values()))


def _insert(model: type[models.Model], columns: tuple[str, ...], rows: list[Row]) -> None:
    """Insert rows that are not there yet: somebody else may be writing the same page or the same new word.

    Past the ORM, which takes four times as long; a site of ten thousand pages has a million rows.
    """
    listed = ", ".join(connection.ops.quote_name(column) for column in columns)
    marks = ", ".join("%s" for _column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({listed}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608 -- names of ours
            rows,
        )


def _entry(page: Any) -> SearchEntry:
    return SearchEntry(
        page_id=page.pk,
        language=page.locale.language_code,
        words_language=page.content_language,
        kind=page.search_kind,
        title=page.title,
        summary=page.summary,
        organisation_id=getattr(page, "organisation_id", None),
    )


def _found(page: Any, language: str) -> Iterator[tuple[Word, str, int]]:
    """Yield every word that counts with its term and worth. A title's count all."""
    for worth, text in _texts(page):
        for word in words(in_words(text, language)):
            if worth == TITLE or not is_stop_word(word, language):
                yield word, term(word, language), worth


def _postings(entry: SearchEntry, found: list[tuple[Word, str, int]]) -> Iterator[Row]:
    worth: dict[str, int] = defaultdict(int)
    for _word, its_term, points in found:
        worth[its_term] += points
    slow = _SOON * (1 - _HELD_BACK + _HELD_BACK * len(found) / _USUAL_LENGTH)
    for its_term, points in worth.items():
        weight = round(_WEIGHT_MAX * points / (points + slow))
        yield entry.pk, entry.language, its_term, entry.kind, weight


def _texts(page: Any) -> Iterator[tuple[int, str]]:
    """Yield each text of a page with what its words are worth."""
    yield TITLE, page.title
    yield KEYWORDS, page.keywords
    yield SUMMARY, page.summary
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                yield from _texts_of(block)
    takes_part = [block.value["organisation"] for block in getattr(page, "partners", ())]
    for organisation in [getattr(page, "organisation", None), *takes_part]:
        if organisation:
            yield BODY, organisation.specific.label


def _texts_of(block: Any) -> Iterator[tuple[int, str]]:
    worth = HEADING if block.block_type == "heading" else BODY
    if block.block_type == "step":
        yield HEADING, block.value["title"]
    for text in block.block.get_searchable_content(block.value):
        yield worth, text
