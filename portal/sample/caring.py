"""Names who looks after the sample council's pages, so that the list of tasks has something to say."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from content.models import Governance, HomePage, Team
from content.models.governance import months_later
from portal.sample.reading import read_yaml
from services.identity.models import User

_FILE = Path(__file__).with_suffix(".yaml")


@transaction.atomic
def load_caring() -> int:
    """Name people for the pages that have none, unless teams were made already. Returns how many.

    The people and the pages must be there.
    """
    if Team.objects.exists():
        return 0
    given: Any = read_yaml(_FILE)
    home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    pages = {
        page.url_path.removeprefix(home.url_path).rstrip("/"): page
        for page in Page.objects.descendant_of(home, inclusive=True)
    }
    people = {user.email: user for user in User.objects.filter(is_staff=True)}
    teams = {row["name"]: _team(row, pages, people) for row in given["teams"]}
    rows = {}
    for place, (key, page) in enumerate(sorted(pages.items())):
        words = {**given["every_page"], **given["pages"].get(key, {})}
        rows[key] = _row(page, words, people, month=1 + place % 10)
    Governance.objects.bulk_create(rows.values())
    Governance.teams.through.objects.bulk_create(
        Governance.teams.through(governance=rows[key], team=teams[name])
        for key, words in given["pages"].items()
        for name in words.get("teams", [])
    )
    return len(rows)


def _team(row: dict[str, Any], pages: dict[str, Page], people: dict[str, User]) -> Team:
    team = Team.objects.create(name=row["name"], organisation=pages[row["organisation"]].specific)
    team.members.set([people[email] for email in row["members"]])
    return team


def _row(page: Page, words: dict[str, Any], people: dict[str, User], *, month: int) -> Governance:
    """Return the row of a page, its review on the day that is named or in some months, not all at once."""
    today = timezone.localdate()
    days = words.get("review_in_days")
    return Governance(
        page=page,
        owner=people[words["owner"]],
        backup=people[words["backup"]],
        expert=words["expert"],
        interval_months=words["months"],
        review_on=months_later(today, month + 1) if days is None else today + timedelta(days=days),
    )
