"""Naming who looks after a page, and keeping each look at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from content.governance.owning import is_free, own_teams
from content.models.governance import Governance, ReviewLog, ReviewOutcome, Team, rows_for
from services.identity.models import User


@dataclass(frozen=True, slots=True)
class Care:
    """Who looks after a page, its own people or, where it names none, those of its original."""

    own: Governance | None
    original: Governance | None

    def _either(self, name: str) -> Any:
        found = getattr(self.own, name, None)
        return found or getattr(self.original, name, None)

    @property
    def owner(self) -> User | None:
        """Return the owner."""
        found: User | None = self._either("owner")
        return found

    @property
    def backup(self) -> User | None:
        """Return who steps in."""
        found: User | None = self._either("backup")
        return found

    @property
    def expert(self) -> str:
        """Return who knows the subject."""
        return self._either("expert") or ""

    @property
    def review_on(self) -> date | None:
        """Return the day of the next review."""
        day: date | None = self._either("review_on")
        return day

    @property
    def teams(self) -> list[Team]:
        """Return the teams that own the page."""
        for row in (self.own, self.original):
            if row and (found := list(row.teams.all())):
                return found
        return []


def care_of(pages: Iterable[Page]) -> dict[int, Care]:
    """Return who looks after each page, by its id: two queries for all of them."""
    pages = list(pages)
    rows = list(rows_for(pages).select_related("page__locale").prefetch_related("teams"))
    own = {row.page_id: row for row in rows}
    original = {
        row.page.translation_key: row
        for row in rows
        if row.page.locale.language_code == settings.LANGUAGE_CODE
    }
    found = {}
    for page in pages:
        mine, first = own.get(page.pk), original.get(page.translation_key)
        found[page.pk] = Care(mine, None if mine is first else first)
    return found


def allowed_teams(wanted: Iterable[Team], before: Iterable[Team], by: User) -> set[Team]:
    """Return the teams that own a page after somebody's choice: nobody takes another team's share away."""
    kept = set(before) if is_free(by) else set(before) - set(own_teams(by))
    return set(wanted) if is_free(by) else set(wanted) | kept


@transaction.atomic
def look_after(page: Page, given: Governance, teams: Iterable[Team], *, by: User) -> Governance:
    """Keep who looks after a page, and write it into its history."""
    before = list(given.teams.all()) if given.pk else []
    given.page = page
    given.save()
    given.teams.set(allowed_teams(teams, before, by))
    log(instance=page, action="content.look_after", user=by)
    return given


@transaction.atomic
def review(page: Page, *, outcome: ReviewOutcome, note: str, by: User) -> Governance:
    """Keep that somebody looked whether a page is right, and set the day of the next time."""
    row, _made = Governance.objects.get_or_create(page_id=page.pk)
    ReviewLog.objects.create(
        page_id=page.pk, revision_id=page.latest_revision_id, by=by, outcome=outcome, note=note.strip()
    )
    row.reviewed_at, row.reviewed_by, row.review_on = timezone.now(), by, row.next_review_on
    row.save()
    log(instance=page, action="content.review", user=by)
    return row
