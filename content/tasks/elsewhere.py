"""What other parts keep already: links that lead nowhere, failures at a set time, feedback."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from content.models.checks import ScheduleFailure
from content.models.feedback import PageFeedback
from content.models.link_checks import LinkCheck, LinkState, LinkUse
from content.tasks.found import Found, Kind


def links() -> Iterator[Found]:
    """Yield each link of a published page that leads nowhere."""
    uses = LinkUse.objects.filter(page__live=True, link__in=LinkCheck.broken()).select_related("link")
    for use in uses.order_by("pk"):
        shown = {"url": use.link.url, "field": use.field, "what": LinkState(use.link.state).label}
        if use.link.url.startswith("page:"):
            why = _("%(field)s: it leads to a page that is not published (any more).") % shown
        else:
            why = _("%(field)s: %(url)s. %(what)s.") % shown
        at = use.link.first_failed_at or timezone.now()
        yield Found(Kind.BROKEN, use.page_id, why, timezone.localdate(at))


def failures() -> Iterator[Found]:
    """Yield each page that did not go live, or was not taken down, at its time."""
    kind = ContentType.objects.get_for_model(Page)
    for failure in ScheduleFailure.still_open().filter(content_type=kind):
        why = " ".join(failure.reasons) or str(Kind.FAILED.label)
        yield Found(Kind.FAILED, int(failure.object_id), why, timezone.localdate(failure.due_at))


def feedback() -> Iterator[Found]:
    """Yield each page with comments that somebody has to deal with."""
    rows = PageFeedback.objects.still_open().exclude(page=None).values("page")
    for row in rows.annotate(number=Count("pk"), since=Min("given_on")).order_by("page"):
        number = row["number"]
        why = ngettext(
            "%(number)s comment by readers is open.", "%(number)s comments by readers are open.", number
        )
        where = f"{reverse('page_feedback:listed')}?{urlencode({'page': row['page']})}"
        yield Found(Kind.FEEDBACK, row["page"], why % {"number": number}, row["since"], 0, where)
