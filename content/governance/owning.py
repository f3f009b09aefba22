"""Which teams own a page, and what people may do to it: the one place that every way in asks.

A page without a team may be changed by every author, so that a small council has nothing to set up.
Managers and superusers are held back by no team.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester

from content.models.governance import Governance, Team
from services.identity.models import User
from services.identity.roles import StaffRole, has_role

LANGUAGE = "governance__page__locale__language_code"


def teams_of(pages: Iterable[Page]) -> dict[int, set[int]]:
    """Return the ids of the teams that own each page, by its id, in one query.

    A translation without teams of its own has those of its original.
    """
    pages = list(pages)
    keys, ids = {page.translation_key for page in pages}, {page.pk for page in pages}
    is_original = Q((LANGUAGE, settings.LANGUAGE_CODE))
    rows = Governance.teams.through.objects.filter(
        is_original | Q(governance__page__in=ids), governance__page__translation_key__in=keys
    ).values_list("governance__page", "governance__page__translation_key", "team", LANGUAGE)
    own: dict[int, set[int]] = defaultdict(set)
    of_original: dict[UUID, set[int]] = defaultdict(set)
    for page_id, key, team, language in rows:
        own[page_id].add(team)
        if language == settings.LANGUAGE_CODE:
            of_original[key].add(team)
    return {page.pk: own.get(page.pk) or of_original.get(page.translation_key, set()) for page in pages}


def is_free(user: Any) -> bool:
    """Tell whether no team holds this person back."""
    return bool(user.is_superuser) or (isinstance(user, User) and has_role(user, StaffRole.MANAGER))


def own_teams(user: Any) -> QuerySet[Team]:
    """Return the teams that somebody is in."""
    return Team.objects.filter(members=user.pk)


def may_change(user: Any, pages: Iterable[Page]) -> bool:
    """Tell whether no other team's page is among these."""
    if is_free(user):
        return True
    owned = [teams for teams in teams_of(pages).values() if teams]
    if not owned:
        return True
    mine = set(own_teams(user).values_list("pk", flat=True))
    return all(teams & mine for teams in owned)


class TeamPermissions(PagePermissionTester):
    """What somebody may do to a page: what Wagtail's tree allows, as far as its teams do."""

    @cached_property
    def is_ours(self) -> bool:
        """Whether the page has no team, or one that the person is in."""
        return may_change(self.user, [self.page])

    @cached_property
    def goes_with_ours(self) -> bool:
        """The same of everything that Wagtail takes down or away with it: below it, and translated."""
        if is_free(self.user):
            return True
        trees = [self.page, *self.page.get_translations()]
        below = Q()
        for each in trees:
            below |= Q(path__startswith=each.path)
        return may_change(self.user, Page.objects.filter(below).select_related("locale"))

    def can_edit(self) -> bool:
        return bool(super().can_edit()) and self.is_ours

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return bool(super().can_delete(ignore_bulk)) and self.goes_with_ours

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and self.is_ours

    def can_unpublish(self) -> bool:
        trees = [self.page, *self.page.get_translations()]
        return bool(super().can_unpublish()) and may_change(self.user, trees)

    def can_lock(self) -> bool:
        return bool(super().can_lock()) and self.is_ours

    def can_unlock(self) -> bool:
        return bool(super().can_unlock()) and self.is_ours

    def can_submit_for_moderation(self) -> bool:
        return bool(super().can_submit_for_moderation()) and self.is_ours

    def can_reorder_children(self) -> bool:
        return bool(super().can_reorder_children()) and self.is_ours
