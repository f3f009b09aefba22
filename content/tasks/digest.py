"""Everybody's tasks by email: once a week, every day or never, as each person wants it."""

import logging
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import get_language

from content.governance.forms import people
from content.models.governance import DigestChoice
from content.scheduled import language_of
from content.tasks.listing import Task, every_task, own_tasks
from services.identity.models import User
from services.notifications.models import Message, Way
from services.notifications.outbox import queue

logger = logging.getLogger(__name__)
Often = DigestChoice.Often
KIND = "task_digest"
SHOWN = 20


def send_digests(today: date) -> tuple[int, list[str]]:
    """Queue a message for everybody who has tasks and did not get one for this week, or day.

    Returns how many were queued, and whose could not be, by their ids. Each is on its own.
    """
    wanted = dict(DigestChoice.objects.values_list("user", "often"))
    tasks: dict[str, list[Task]] = {}
    sent, failed = 0, []
    for person, about in _due(today, wanted):
        language = language_of(person)
        try:
            with translation.override(language):
                if language not in tasks:
                    tasks[language] = every_task()  # its sentences are in the language of the moment
                sent += _tell(person, about, own_tasks(person, tasks[language]))
        except (DatabaseError, ValueError, OSError) as problem:  # the others want theirs too
            logger.exception("tasks of user %s: %s", person.pk, type(problem).__name__)
            failed.append(str(person.pk))
    return sent, failed


def _due(today: date, wanted: dict[int, str]) -> Iterator[tuple[User, str]]:
    year, week, _day = today.isocalendar()
    periods = {Often.WEEKLY: f"{year}-W{week:02}", Often.DAILY: today.isoformat()}
    known = set(Message.objects.filter(kind=KIND).values_list("about", flat=True))
    for person in people().exclude(email="").select_related("wagtail_userprofile"):
        often = Often(wanted.get(person.pk, Often.WEEKLY))
        about = f"tasks:{person.pk}:{periods.get(often, '')}"
        if often is not Often.NEVER and about not in known:
            yield person, about


def _tell(person: User, about: str, tasks: list[Task]) -> int:
    """Queue one person's message. Return 1, or 0 if nothing needs doing."""
    if not tasks:
        return 0
    queue(
        way=Way.EMAIL,
        to=person.email,
        kind=KIND,
        language=get_language() or settings.LANGUAGE_CODE,
        about=about,
        context={
            "number": len(tasks),
            "more": max(0, len(tasks) - SHOWN),
            "tasks": [
                {
                    "what": str(task.found.kind.label),
                    "page": task.page.title,
                    "why": task.found.why,
                    "where": task.where,
                }
                for task in tasks[:SHOWN]
            ],
        },
    )
    return 1
