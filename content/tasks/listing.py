"""The one list of what needs doing: whom it concerns, what comes first, where to do it.

A new kind of task is a function that yields Found, named in SOURCES.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from content.gone.unanswered import taken_down
from content.governance.caring import Care, care_of
from content.governance.owning import own_teams
from content.tasks.changed import changed
from content.tasks.elsewhere import failures, feedback, links
from content.tasks.found import URGENCY, Found
from content.tasks.languages import translations
from content.tasks.reviews import reviews, unowned
from content.tasks.ways import ways
from services.identity.models import User
from services.identity.roles import StaffRole, has_role

SOURCES: tuple[Callable[[], Iterable[Found]], ...] = (
    failures,
    ways,
    reviews,
    taken_down,
    links,
    changed,
    translations,
    feedback,
    unowned,
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, with its page and the people of the page."""

    found: Found
    page: Page
    care: Care

    @property
    def where(self) -> str:
        """Return the address at which to do it."""
        return self.found.where or reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def owner(self) -> User | None:
        """Return the owner, unless they have left."""
        owner = self.care.owner
        return owner if owner and owner.is_active else None

    @property
    def order(self) -> tuple[int, Any, int]:
        """Return the place in the list: the most urgent kind first, then the oldest."""
        return URGENCY[self.found.kind], self.found.since, self.page.pk


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who has tasks: asked for their teams and role once."""

    user: User
    teams: frozenset[int]
    is_manager: bool

    @classmethod
    def of(cls, user: User) -> "Reader":
        """Return what the list has to know of somebody."""
        teams = frozenset(own_teams(user).values_list("pk", flat=True))
        return cls(user, teams, has_role(user, StaffRole.MANAGER))

    def is_in_team_of(self, task: Task) -> bool:
        """Tell whether the page belongs to one of their teams."""
        return any(team.pk in self.teams for team in task.care.teams)

    def has(self, task: Task) -> bool:
        """Tell whether a task is theirs: the owner's, else the team's, else that of who made the page.

        One that went unheeded concerns the backup as well, and at last the managers.
        """
        raised = task.found.raised
        if (raised >= 1 and task.care.backup == self.user) or (raised >= 2 and self.is_manager):
            return True
        if task.owner:
            return task.owner == self.user
        if task.care.teams:
            return self.is_in_team_of(task)
        return bool(task.page.owner_id == self.user.pk)


def every_task() -> list[Task]:
    """Return everything that needs doing, the most urgent first. The number of queries does not grow."""
    found = [each for source in SOURCES for each in source()]
    ids = {each.page_id for each in found}
    pages = Page.objects.select_related("locale").in_bulk(ids)
    care = care_of(pages.values())
    tasks = [Task(each, pages[each.page_id], care[each.page_id]) for each in found if each.page_id in pages]
    return sorted(tasks, key=lambda task: task.order)


def own_tasks(user: User, tasks: Iterable[Task]) -> list[Task]:
    """Return those that are somebody's."""
    reader = Reader.of(user)
    return [task for task in tasks if reader.has(task)]
