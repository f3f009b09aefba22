"""What happens by itself: pages and forms go live, and are taken down, each apart from the others.

Wagtail's own command stops at the first that fails, and a page that fails there has lost its time. Here
each has a transaction of its own: what fails keeps its time, is tried again at the next round, stands on
the dashboard and is mailed once to whom it belongs.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision

from content.models.checks import Due, ScheduleFailure
from services.identity.models import User
from services.identity.roles import StaffRole
from services.notifications.models import Way
from services.notifications.outbox import queue

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing whose time has come."""

    instance: Any
    kind: ContentType
    what: Due
    due_at: datetime
    act: Callable[[], Any]
    writer: User | None = None


def do_due(now: datetime) -> list[str]:
    """Take down and publish what is due, one by one. Return a line for each that failed."""
    refused: list[tuple[Task, list[str], list[User]]] = []
    for task in chain(_to_expire(now), _to_publish(now)):
        people = owners(task)
        with translation.override(language_of(people[0]) if people else settings.LANGUAGE_CODE):
            if reasons := _refused(task):
                refused.append((task, reasons, people))
    failed = [_keep(task, reasons, people, now) for task, reasons, people in refused]
    ScheduleFailure.still_open().exclude(pk__in=[each.pk for each in failed]).update(solved_at=now)
    return [f"{each.what} {each.title}: {' '.join(each.reasons)}" for each in failed]


def _to_publish(now: datetime) -> Iterator[Task]:
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for revision in due.select_related("user", "base_content_type"):
        if revision.content_object is not None:
            act = partial(revision.publish, log_action="wagtail.publish.scheduled")
            kind, at = revision.base_content_type, revision.approved_go_live_at
            yield Task(revision.content_object, kind, Due.PUBLISH, at, act, revision.user)


def _to_expire(now: datetime) -> Iterator[Task]:
    drafted = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(each for each in drafted if not issubclass(each, Page))):
        for instance in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            act = partial(instance.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
            kind = ContentType.objects.get_for_model(model)
            yield Task(instance, kind, Due.EXPIRE, instance.expire_at, act)


def _refused(task: Task) -> list[str]:
    """Do it, or none of it. Return why it could not be done."""
    try:
        with transaction.atomic():
            task.act()
    except ValidationError as problem:
        return list(problem.messages)
    except Exception as problem:  # whatever it is, the others have their time too
        logger.exception("%s of %s %s failed", task.what, task.kind, task.instance.pk)
        return [_("Something went wrong on our side (%(name)s).") % {"name": type(problem).__name__}]
    return []


@transaction.atomic
def _keep(task: Task, reasons: list[str], people: list[User], now: datetime) -> ScheduleFailure:
    """Keep a failure; the first time, tell the people."""
    failure, is_new = ScheduleFailure.objects.get_or_create(
        content_type=task.kind,
        object_id=str(task.instance.pk),
        what=task.what,
        due_at=task.due_at,
        defaults={"title": str(task.instance)[:255], "failed_at": now},
    )
    failure.reasons, failure.solved_at = reasons, None
    failure.save(update_fields=["reasons", "solved_at"])
    for person in people if is_new else ():
        _tell(person, failure, task)
    return failure


def owners(task: Task) -> list[User]:
    """Return whom a thing belongs to: its owner, else who wrote what was due, else every author."""
    for person in (getattr(task.instance, "owner", None), task.writer):  # only pages have an owner
        if person is not None and person.is_active and person.email:
            return [person]
    authors = User.objects.filter(groups__name=StaffRole.AUTHOR.value, is_active=True)
    return list(authors.exclude(email="").order_by("pk"))


def language_of(person: User) -> str:
    """Return the language in which somebody uses the editor."""
    profile = getattr(person, "wagtail_userprofile", None)
    return str(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE)


def _tell(person: User, failure: ScheduleFailure, task: Task) -> None:
    language = language_of(person)
    with translation.override(language):
        due = date_format(timezone.localtime(failure.due_at), "DATETIME_FORMAT")
    queue(
        way=Way.EMAIL,
        to=person.email,
        kind="schedule_failed",
        language=language,
        about=f"schedule:{failure.pk}:{person.pk}",
        context={
            "title": failure.title,
            "expires": failure.what == Due.EXPIRE,
            "due": due,
            "reasons": failure.reasons,
            "edit_url": AdminURLFinder().get_edit_url(task.instance) or "",
        },
    )
