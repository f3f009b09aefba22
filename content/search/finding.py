"""Finds pages for what somebody typed: two queries for the pages, however many there are."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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


Postings = dict[str, dict[int, int]]
"""By term and id of a page, how much the page is about it."""


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
        return len(self.best) + sum(group.total for group in self.groups)


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

    def weights(self, on_pages: Postings) -> dict[int, float]:
        """Return how much each page that has it is about it."""
        found: dict[int, float] = {}
        for share, sets in self.ways:
            having = [_most(on_pages.get(one, {}) for one in terms) for terms in sets]
            if not found and len(having) == 1 and share == 1:
                found = dict(having[0])  # nearly every search: worth its haste
                continue
            for pk in set(having[0]).intersection(*having[1:]):
                worth = share * sum(each[pk] for each in having) / len(having)
                if worth > found.get(pk, 0):
                    found[pk] = worth
        return found


def _most(weights: Iterable[Mapping[int, int]]) -> Mapping[int, int]:
    """Return of each page the most that it has of several terms."""
    having = [each for each in weights if each]
    if len(having) < 2:
        return having[0] if having else {}
    found: dict[int, int] = {}
    for each in having:
        for pk, weight in each.items():
            if weight > found.get(pk, 0):
                found[pk] = weight
    return found


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
    on_pages, kinds = _postings(asked, language)
    first = [] if kind else _best_bets(asked, language)
    mended = "" if first else _mended(typed, asked, on_pages, language)
    if mended and not exactly:
        asked = _asked(mended, language)
        on_pages, kinds = _postings(asked, language)
        first = [] if kind else _best_bets(asked, language)
    scores, partly = _scores(asked, on_pages)
    of_kind: dict[int, list[int]] = defaultdict(list)
    for pk in scores.keys() - set(first):
        of_kind[kinds[pk]].append(pk)
    ranked = {
        each: heapq.nsmallest(skip + listed, pks, key=lambda pk: (-scores[pk], pk))
        for each, pks in of_kind.items()
        if kind in (None, each)
    }
    shown = _entries([*first, *(pk for pks in ranked.values() for pk in pks[skip:])])
    groups = [
        Group(SearchKind(each), [shown[pk] for pk in ranked[each][skip:] if pk in shown], len(of_kind[each]))
        for each in sorted(ranked, key=lambda each: _place(each, scores[ranked[each][0]]))
    ]
    return Found(groups, [shown[pk] for pk in first if pk in shown], mended, partly and not first)


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


def _postings(asked: list[_Asked], language: str) -> tuple[Postings, dict[int, int]]:
    """Return the pages that have each term, without those that not everybody may open, and their kinds."""
    rows = SearchPosting.objects.filter(
        language=language, term__in={one for each in asked for one in each.terms}
    )
    if private := list(Page.objects.private().values_list("pk", flat=True)):
        rows = rows.exclude(entry__in=private)
    on_pages: Postings = defaultdict(dict)
    kinds: dict[int, int] = {}
    for its_term, pk, kind, weight in rows.values_list("term", "entry_id", "kind", "weight"):
        on_pages[its_term][pk] = weight
        kinds[pk] = kind
    return on_pages, kinds


def _mended(typed: str, asked: list[_Asked], on_pages: Postings, language: str) -> str:
    """Return what was typed with the words that no page has put right, or "" if nothing can be."""
    right = {
        word: better
        for each in asked
        if not each.terms & on_pages.keys()
        for word in each.words
        if (better := nearest(word, language))
    }
    return " ".join(right.get(word, word.shown) for word in words(typed[:TYPED_MAX])) if right else ""


def _scores(asked: list[_Asked], on_pages: Postings) -> tuple[dict[int, float], bool]:
    """Return how well each page answers, and whether none has all that was asked for.

    Then those count that have half of what is on any page. A rare word weighs more than a common one (BM25).
    """
    weights = [each.weights(on_pages) for each in asked]
    pages = set(weights[0]).intersection(*weights[1:])
    partly = not pages
    if partly:
        half = math.ceil(sum(bool(each) for each in weights) / 2)
        having = Counter(pk for each in weights for pk in each)
        pages = {pk for pk, count in having.items() if count >= half}
    if len(weights) == 1:
        return weights[0], partly
    most = max(map(len, weights))
    rare = [math.log(1 + most / max(len(each), 1)) for each in weights]
    scores = {
        pk: sum(rarity * each.get(pk, 0) for rarity, each in zip(rare, weights, strict=True)) for pk in pages
    }
    return scores, partly


def _place(kind: int, best: float) -> tuple[bool, float, int]:
    """Return what puts a group in its place: above all those whose pages lead on, the better one first."""
    return (kind not in _WITH_STEPS, -best if kind in _WITH_STEPS else 0, kind)


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
