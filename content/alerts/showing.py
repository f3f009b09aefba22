"""Which alerts stand on a page now, in the reader's language.

They show and go by themselves: kept pages stand under the number of alerts that have begun and ended
(content/keeping.py), every other page asks the clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from content.alerts.kept import KEPT, KEPT_S
from content.facts.showing import in_words
from content.languages import direction, reader_language
from content.models.alerts import Alert, Severity, Where
from content.models.services import PublicServicePage
from content.particulars.partners import services_of, services_with

WORST_FIRST = (Severity.EMERGENCY, Severity.WARNING, Severity.INFORMATION)
START, BOOKING = "form", "type_key"
"""What the addresses of a service's form, and of its appointments, call its key."""


@dataclass(frozen=True, slots=True)
class Words:
    """An alert in one language, with where to read more."""

    title: str
    text: str
    link: str = ""
    link_url: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A published alert. `pages` are translation keys; `doors` lead into forms and bookings."""

    severity: Severity
    starts_at: datetime
    ends_at: datetime | None
    is_everywhere: bool
    pages: frozenset[UUID]
    doors: frozenset[tuple[str, str]]
    words: Mapping[str, Words]

    def is_on(self, now: datetime) -> bool:
        """Tell whether it shows at a moment."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert as it stands on a page. `language` is empty if it is the reader's."""

    severity: Severity
    words: Words
    language: str = ""

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr" for the words."""
        return direction(self.language) if self.language else ""


def alerts_on(request: HttpRequest, page: Page | None = None) -> list[Shown]:
    """Return what stands at the top of what a request asks for, the most serious first."""
    now, language = timezone.now(), reader_language()
    match = request.resolver_match
    doors = {(name, str(value)) for name, value in match.kwargs.items()} if match else set()
    found = [
        each
        for each in _published()
        if each.is_on(now)
        and (each.is_everywhere or (page and page.translation_key in each.pages) or doors & each.doors)
    ]
    found.sort(key=lambda each: WORST_FIRST.index(each.severity))
    return [_shown(each, language) for each in found]


def _shown(alert: Known, language: str) -> Shown:
    if language in alert.words:
        return Shown(alert.severity, alert.words[language])
    own = settings.LANGUAGE_CODE
    return Shown(alert.severity, alert.words[own], own)


def _published() -> list[Known]:
    found: list[Known] | None = cache.get(KEPT)
    if found is None:
        rows = Alert.objects.filter(live=True).exclude(ends_at__lte=timezone.now())
        rows = rows.select_related("link__locale", "organisation").prefetch_related("words")
        found = [_known(alert) for alert in rows]
        cache.set(KEPT, found, KEPT_S)
    return found


def _known(alert: Alert) -> Known:
    everywhere = alert.severity == Severity.EMERGENCY or alert.where == Where.EVERYWHERE
    pages: set[UUID] = set() if everywhere else _pages(alert)
    return Known(
        severity=Severity(alert.severity),
        starts_at=alert.starts_at,
        ends_at=alert.ends_at,
        is_everywhere=everywhere,
        pages=frozenset(pages),
        doors=frozenset(_doors(pages)) if pages else frozenset(),
        words=_words(alert),
    )


def _pages(alert: Alert) -> set[UUID]:
    if alert.where == Where.PAGES:
        return {block.value.translation_key for block in alert.pages if block.value}
    if alert.organisation is None:
        return set()
    key = alert.organisation.translation_key
    return {key, *services_of(key), *services_with(key)}


def _doors(pages: set[UUID]) -> set[tuple[str, str]]:
    services = PublicServicePage.objects.live().filter(translation_key__in=pages)
    keys = list(services.values_list("form_key", "booking_key"))
    found = {(START, form) for form, _booking in keys} | {(BOOKING, booking) for _form, booking in keys}
    return {door for door in found if door[1]}


def _words(alert: Alert) -> dict[str, Words]:
    said: dict[str, Any] = {settings.LANGUAGE_CODE: alert, **{row.language: row for row in alert.words.all()}}
    links = _links(alert.link) if alert.link else {}
    own = links.get(settings.LANGUAGE_CODE, ("", ""))
    return {
        code: Words(in_words(row.title, code), in_words(row.text, code), *links.get(code, own))
        for code, row in said.items()
    }


def _links(page: Page) -> dict[str, tuple[str, str]]:
    """Return title and address of a page in each language in which it is published."""
    published = page.get_translations(inclusive=True).live().select_related("locale")
    return {each.locale.language_code: (each.title, each.get_url() or "") for each in published}
