"""Pages that somebody has to look at again, and pages that nobody looks after."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.models.governance import Governance
from content.tasks.found import Found, Kind

SOON = timedelta(days=30)
TO_BACKUP = timedelta(days=7)
TO_MANAGERS = timedelta(days=30)


def reviews() -> Iterator[Found]:
    """Yield each published page whose review is due within SOON, or overdue."""
    today = timezone.localdate()
    rows = Governance.objects.filter(review_on__lte=today + SOON, page__live=True)
    days: Any = rows.values_list("page", "review_on")  # the filter leaves none without
    for page_id, day in days:
        where = reverse("governance:care", args=[page_id])
        shown = {"day": date_format(day, "j F Y")}
        late = today - day
        if late > timedelta(0):
            raised = (late >= TO_BACKUP) + (late >= TO_MANAGERS)
            why = _("It should have been looked at by %(day)s.") % shown
            yield Found(Kind.OVERDUE, page_id, why, day, raised, where)
        else:
            why = _("Look whether it is still right by %(day)s.") % shown
            yield Found(Kind.DUE, page_id, why, day - SOON, 0, where)


def unowned() -> Iterator[Found]:
    """Yield each published original that names neither an owner nor a team."""
    named = Governance.objects.filter(page=OuterRef("pk"))
    pages = Page.objects.live().filter(
        depth__gt=1, alias_of=None, locale__language_code=settings.LANGUAGE_CODE
    )
    found = pages.exclude(Exists(named.exclude(owner=None))).exclude(Exists(named.exclude(teams=None)))
    for page_id, at in found.values_list("pk", "first_published_at"):
        since = timezone.localdate(at) if at else timezone.localdate()
        where = reverse("governance:care", args=[page_id])
        yield Found(Kind.NO_OWNER, page_id, _("Say who looks after this page."), since, 0, where)
