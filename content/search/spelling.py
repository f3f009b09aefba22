"""Guesses the word that somebody meant who typed one that no page has."""

from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.models.search import SearchPosting, SearchWord
from content.search.words import Word

_SHORTEST = 4
"""Shorter words are left alone: everything is near to them."""
_TWO_SLIPS = 8
"""From this length on, two slips are forgiven; before, one. A slip: a letter more, less, other or swapped."""
_LOOKED_AT = 20


def nearest(word: Word, language: str) -> str:
    """Return the word of our pages nearest to this one, as pages write it, or "" if none is near.

    Among equally near ones it is the one with the same first letter, then the one on most pages. Words of
    pages that are not published any more are never told.
    """
    length = len(word.plain)
    if length < _SHORTEST or any(letter.isdigit() for letter in word.plain):
        return ""
    slips = 2 if length >= _TWO_SLIPS else 1
    known = SearchWord.objects.filter(language=language, length__range=(length - slips, length + slips))
    near = process.extract(
        word.plain,
        list(known.values_list("plain", flat=True)),
        scorer=OSA.distance,
        score_cutoff=slips,
        limit=_LOOKED_AT,
    )
    away = {plain: distance for plain, distance, _place in near}
    if not away:
        return ""
    candidates = list(SearchWord.objects.filter(language=language, plain__in=away))
    pages = dict(
        SearchPosting.objects.filter(language=language, term__in={each.term for each in candidates})
        .values_list("term")
        .annotate(Count("pk"))
    )
    likeliest = min(
        (each for each in candidates if each.term in pages),
        key=lambda each: (away[each.plain], each.plain[0] != word.plain[0], -pages[each.term], each.plain),
        default=None,
    )
    return likeliest.shown if likeliest else ""
