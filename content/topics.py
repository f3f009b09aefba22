"""Which pages stand under which topic, in the reader's language.

The page in the site's own language chooses; its translations stand where it stands. It is always there:
whatever language a page is written in first, Wagtail keeps a copy of it in every other tree.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from wagtail.models import Page

from content.alphabet import order
from content.models.search import SearchKind

LISTED = (SearchKind.LIFE_EVENT, SearchKind.SERVICE, SearchKind.GUIDANCE)
"""The kinds of pages that stand under topics, in the order in which a topic shows them."""


def speaks_for_all(page: Page) -> bool:
    """Tell whether this page chooses the topics, for its translations too."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return True
    others = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    return not others.filter(locale__language_code=settings.LANGUAGE_CODE).exists()


def topics_of(page: Any) -> list[Page]:
    """Return the published topics of a page, in its tree; none of a page that chooses none. One query."""
    if type(page) not in _choosers():
        return []
    language = page.locale.language_code
    if language == settings.LANGUAGE_CODE:
        found = [topic for topic in page.topics.all() if topic.live]
        for topic in found:
            topic.locale = page.locale  # the same row: only topics of the site's language can be chosen
    else:
        own = type(page).objects.filter(translation_key=page.translation_key)
        chosen = own.filter(locale__language_code=settings.LANGUAGE_CODE).values("topics__translation_key")
        topics = Page.objects.live().filter(locale=page.locale_id, translation_key__in=chosen)
        found = list(topics.select_related("locale"))
    return sorted(found, key=lambda topic: order(topic.title, language))


def groups_of(topic: Page) -> list[tuple[SearchKind, list[Any]]]:
    """Return the published pages under a topic by kind: those on the front door first, then by title."""
    language = topic.locale.language_code
    pages = Page.objects.live().filter(
        locale=topic.locale, translation_key__in=_under()[topic.translation_key]
    )
    popular = _popular(topic)
    by_kind: dict[SearchKind, list[Any]] = defaultdict(list)
    for page in pages.defer_streamfields().specific():
        by_kind[page.search_kind].append(page)
    return [
        (kind, sorted(by_kind[kind], key=lambda page: (_rank(page, popular), order(page.title, language))))
        for kind in LISTED
        if by_kind[kind]
    ]


def filled(topics: Iterable[Page]) -> list[Page]:
    """Return those topics of one language that have something to read, by title."""
    topics = list(topics)
    if not topics:
        return []
    under = _under()
    keys = {key for topic in topics for key in under[topic.translation_key]}
    live = Page.objects.live().filter(locale=topics[0].locale_id, translation_key__in=keys)
    there = set(live.values_list("translation_key", flat=True))
    found = [topic for topic in topics if there & under[topic.translation_key]]
    return sorted(found, key=lambda topic: order(topic.title, topic.locale.language_code))


def _under() -> dict[UUID, set[UUID]]:
    """Return by topic which pages chose it, both by what their translations have in common."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for model in _choosers():
        own = model.objects.filter(locale__language_code=settings.LANGUAGE_CODE, topics__isnull=False)
        for topic, page in own.values_list("topics__translation_key", "translation_key"):
            found[topic].add(page)
    return found


@cache
def _choosers() -> list[Any]:
    """Return the page types that stand under topics."""
    models = apps.get_app_config("content").get_models()
    return [model for model in models if any(field.name == "topics" for field in model._meta.many_to_many)]


def _popular(topic: Page) -> list[UUID]:
    """Return what editors put on the front door, in their order."""
    home = topic.get_ancestors().filter(depth=2).first()
    found: list[Page] = home.specific.popular_services() if home else []
    return [page.translation_key for page in found]


def _rank(page: Page, popular: list[UUID]) -> int:
    key = page.translation_key
    return popular.index(key) if key in popular else len(popular)
