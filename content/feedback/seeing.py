"""Who sees which feedback: managers all of it, editors what concerns pages they may change, owners first."""

from typing import Any

from django.db.models import Case, Count, Max, Q, Value, When
from wagtail.permissions import page_permission_policy

from content.models import PageFeedback
from content.models.feedback import FeedbackQuerySet
from services.identity.models import User
from services.identity.roles import StaffRole, has_role


def seen_by(user: User) -> FeedbackQuerySet:
    """Return the feedback that a member of staff may see and decide on.

    What concerns a step of a form, or another page that nobody writes in the editor, is seen by everybody
    who may change forms.
    """
    found = PageFeedback.objects.all()
    if has_role(user, StaffRole.MANAGER):
        return found
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    mine = Q(page__in=pages)
    if user.has_perm("content.change_serviceform"):
        mine |= Q(page=None)
    return found.filter(mine)


def owned_first(found: FeedbackQuerySet, user: User) -> FeedbackQuerySet:
    """Put what concerns pages that `user` owns first, then the newest."""
    is_mine = Case(When(page__owner=user, then=Value(0)), default=Value(1))
    return found.order_by(is_mine, "-given_on", "-pk")


def new_for(user: User) -> int:
    """Return how many comments nobody has looked at concern pages that `user` owns."""
    return seen_by(user).still_open().filter(state="new", page__owner=user).count()


def counts(found: FeedbackQuerySet) -> list[Any]:
    """Return how often each page was called useful: {page__title, address, yes, no}, most noes first."""
    rows = found.values("page", "page__title").annotate(
        where=Case(When(page=None, then="path"), default=Value("")),
        address=Max("path"),
        yes=Count("pk", filter=Q(useful=True)),
        no=Count("pk", filter=Q(useful=False)),
    )
    return list(rows.order_by("-no", "-yes", "address"))
