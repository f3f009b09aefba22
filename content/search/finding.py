"""Finds pages for what somebody typed: two queries for the pages, however many there are."""

import math
from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from wagtail.models import Page

from content.links import in_reader_language
from content.models.search import (
    BestBetPhrase,
    Phrase,
    SearchEntry,
    SearchKind,
    SearchPosting,
    SynonymPhrase,
)
from content.search.spelling import nearest
from content.search.words import Word, meant, sought, term, words

TYPED_MAX = 150
"""Letters of a search that are read."""
WORDS_MAX = 8
"""Words of it that are looked for."""

_OTHER_FORM, _SYNONYM = 0.9, 0.7
"""What a page counts for that has the word in another form, or only one that means the same."""
_WITH_STEPS = (SearchKind.LIFE_EVENT, SearchKind.SERVICE)
"""Kinds that come above the others; between them the better result decides."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind, the best first. `total` counts those that are not listed too."""

    kind: SearchKind
    entries: list[SearchEntry]
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `mended` is what was looked for instead (asked for exactly: could be), or ""."""

    groups: list[Group] = field(default_factory=list)
    best: list[SearchEntry] = field(default_factory=list)
    mended: str = ""
    partly: bool = False  # no page has all the words

    @property
    def total(self) -> int:
        """Return how many pages were found."""
        return sum(group.total for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that was asked for: a word, or a phrase that has synonyms.

    Each way to have it is worth its share, and is met by a page that has a term of each of its sets.
    """

    words: list[Word]
    ways: list[tuple[float, tuple[frozenset[str], ...]]]

    @property
    def terms(self) -> set[str]:
        return {each for _share, sets in self.ways for terms in sets for each in terms}

    def weight(self, page: dict[str, int]) -> float:
        """Return how much a page is about it, 0 if it is not, from the weights of the page's terms."""
        return max(
            (
                share * sum(max(page.get(one, 0) for one in terms) for terms in sets) / len(sets)
                for share, sets in self.ways
                if all(any(one in page for one in terms) for terms in sets)
            ),
            default=0.0,
        )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that has some of the terms, with the weight of each."""

    kind: int
    weights: dict[str, int]


def find(
    typed: str,
    language: str,
    *,
    exactly: bool = False,
    kind: SearchKind | None = None,
    listed: int = 5,
    skip: int = 0,
) -> Found:
    """Return the pages for what a reader of `language` typed, up to `listed` of each kind.

    With `kind`, only those of one kind, without the first `skip`. With `exactly`, nothing is mended.
    """
    asked = _asked(typed, language)
    if not asked:
        return Found()
    pages = _pages(asked, language)
    mended = _mended(typed, asked, pages, language)
    if mended and not exactly:
        asked = _asked(mended, language)
        pages = _pages(asked, language)
    ranked, partly = _ranked(asked, pages)
    first = [] if kind else _best_bets(asked, language)
    groups = [
        (each, [pk for pk in ranked if pages[pk].kind == each and pk not in first])
        for each in _order(ranked, pages)
        if kind in (None, each)
    ]
    shown = _entries([*first, *(pk for _kind, pks in groups for pk in pks[skip : skip + listed])])
    return Found(
        best=[shown[pk] for pk in first if pk in shown],
        groups=[
            Group(each, [shown[pk] for pk in pks[skip : skip + listed] if pk in shown], len(pks))
            for each, pks in groups
            if pks
        ],
        mended=mended,
        partly=partly,
    )


def _asked(typed: str, language: str) -> list[_Asked]:
    """Return what was asked for, in order; words that together have synonyms are one thing."""
    looked_for = meant(typed[:TYPED_MAX], language)[:WORDS_MAX]
    terms = [sought(word, language) for word in looked_for]
    alike = _synonyms({one for each in terms for one in each}, language)
    found: list[_Asked] = []
    place = 0
    while place < len(looked_for):
        length, others = _longest(alike, terms[place:])
        here = range(place, place + max(length, 1))
        ways = [(1.0, tuple(frozenset(terms[each][:1]) for each in here))]
        if any(len(terms[each]) > 1 for each in here):
            ways.append((_OTHER_FORM, tuple(frozenset(terms[each]) for each in here)))
        ways += [
            (_SYNONYM, tuple(frozenset(sought(word, language)) for word in words(other))) for other in others
        ]
        found.append(_Asked([looked_for[each] for each in here], ways))
        place = here.stop
    return found


def _synonyms(terms: set[str], language: str) -> dict[int, list[SynonymPhrase]]:
    """Return the groups of synonyms of which one may begin with one of these terms."""
    spoken = {language, settings.LANGUAGE_CODE}
    groups: dict[int, list[SynonymPhrase]] = defaultdict(list)
    for phrase in SynonymPhrase.objects.filter(
        owner__in=SynonymPhrase.objects.filter(language__in=spoken, first__in=terms).values("owner")
    ).order_by("pk"):
        groups[phrase.owner_id].append(phrase)
    return groups


def _longest(alike: dict[int, list[SynonymPhrase]], terms: list[tuple[str, ...]]) -> tuple[int, list[str]]:
    """Return how many of the terms the longest phrase with synonyms takes, and what means the same."""
    length = 0
    others: list[str] = []
    for phrases in alike.values():
        for phrase in phrases:
            if (fits := _fits(phrase, terms)) >= max(length, 1):
                others = [
                    *(others if fits == length else ()),
                    *(each.text for each in phrases if each != phrase),
                ]
                length = fits
    return length, others


def _fits(phrase: Phrase, terms: list[tuple[str, ...]]) -> int:
    """Return how many terms a phrase takes, 0 if they are others."""
    its_words = words(phrase.text)
    if len(its_words) > len(terms):
        return 0
    fits = all(term(word, phrase.language) in terms[place] for place, word in enumerate(its_words))
    return len(its_words) if fits else 0


def _pages(asked: list[_Asked], language: str) -> dict[int, _Page]:
    """Return every page with any of the terms, without those that not everybody may open."""
    terms = {one for each in asked for one in each.terms}
    rows = SearchPosting.objects.filter(language=language, term__in=terms)
    if private := list(Page.objects.private().values_list("pk", flat=True)):
        rows = rows.exclude(entry__in=private)
    found: dict[int, _Page] = {}
    for pk, kind, its_term, weight in rows.values_list("entry_id", "kind", "term", "weight"):
        if pk not in found:
            found[pk] = _Page(kind, {})
        found[pk].weights[its_term] = weight
    return found


def _mended(typed: str, asked: list[_Asked], pages: dict[int, _Page], language: str) -> str:
    """Return what was typed with the words that no page has put right, or "" if nothing can be."""
    on_pages = {one for page in pages.values() for one in page.weights}
    right = {
        word: better
        for each in asked
        if not each.terms & on_pages
        for word in each.words
        if (better := nearest(word, language))
    }
    return " ".join(right.get(word, word.shown) for word in words(typed[:TYPED_MAX])) if right else ""


def _ranked(asked: list[_Asked], pages: dict[int, _Page]) -> tuple[list[int], bool]:
    """Return the ids of the pages, the best first, and whether none has all that was asked for.

    Then those count that have half of it. A word on few pages weighs more than one on many (BM25).
    """
    having = {pk: [each.weight(page.weights) for each in asked] for pk, page in pages.items()}
    most = max((sum(map(bool, has)) for has in having.values()), default=0)
    partly = most < len(asked)
    least = math.ceil(len(asked) / 2) if partly else len(asked)
    rare = [
        math.log(1 + len(pages) / (1 + sum(bool(has[place]) for has in having.values())))
        for place in range(len(asked))
    ]
    scores = {
        pk: sum(weight * rarity for weight, rarity in zip(has, rare, strict=True))
        for pk, has in having.items()
        if sum(map(bool, has)) >= least
    }
    return sorted(scores, key=lambda pk: (-scores[pk], pk)), partly


def _order(ranked: list[int], pages: dict[int, _Page]) -> list[SearchKind]:
    """Return the kinds in the order of their groups."""
    best = next((pages[pk].kind for pk in ranked if pages[pk].kind in _WITH_STEPS), None)
    return sorted(SearchKind, key=lambda kind: (kind not in _WITH_STEPS, kind != best, kind))


def _best_bets(asked: list[_Asked], language: str) -> list[int]:
    """Return the ids of the pages that editors put first for just this search, in the reader's language."""
    terms = [sought(word, language) for each in asked for word in each.words]
    spoken = {language, settings.LANGUAGE_CODE}
    rows = BestBetPhrase.objects.filter(language__in=spoken, first__in=terms[0]).select_related("owner__page")
    chosen = [row.owner.page for row in rows.order_by("pk") if _fits(row, terms) == len(terms)]
    if not chosen:
        return []
    localised = in_reader_language(chosen)
    return list(dict.fromkeys(localised[page.pk].pk for page in chosen if page.pk in localised))


def _entries(pks: list[int]) -> dict[int, SearchEntry]:
    rows = SearchEntry.objects.filter(pk__in=pks, page__live=True)
    return {row.pk: row for row in rows.select_related("page__locale", "organisation")}
