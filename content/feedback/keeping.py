"""Keeps what readers say, what is decided about it, and nothing for longer than needed."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from content.feedback.places import Place
from content.models import FeedbackDecision, FeedbackState, PageFeedback
from content.scrubbing import scrubbed
from services.identity.models import User


def keep(place: Place, *, useful: bool, doing: str, wrong: str, language: str) -> PageFeedback:
    """Keep one answer. Its words are scrubbed before they are written anywhere."""
    return PageFeedback.objects.create(
        page=place.page,
        path=place.kept,
        seen_id=place.page.live_revision_id if place.page else None,
        language=language,
        given_on=timezone.localdate(),
        useful=useful,
        doing=scrubbed(doing).strip(),
        wrong=scrubbed(wrong).strip(),
    )


def versions_since(feedback: PageFeedback) -> QuerySet[Revision]:
    """Return the versions of the page that are newer than the one that was read, newest first."""
    if feedback.page is None:
        nothing: QuerySet[Revision] = Revision.objects.none()
        return nothing
    newer = Q(pk__gt=feedback.seen_id) if feedback.seen_id else Q(created_at__date__gte=feedback.given_on)
    found: QuerySet[Revision] = feedback.page.revisions.filter(newer).order_by("-created_at", "-pk")
    return found


def published(page: Page | None) -> int | None:
    """Return the id of the version of the page that the public reads."""
    live: int | None = page.live_revision_id if page and page.live else None
    return live


@transaction.atomic
def decide(
    pk: int, *, state: FeedbackState, by: User, note: str = "", fixed_in: Revision | None = None
) -> PageFeedback:
    """Say what becomes of a comment. "Fixed" names the version that did it, if the page has versions.

    Raises ValueError for a way back to new, and for a version that is not newer than the one that was read.
    """
    if state is FeedbackState.NEW:
        raise ValueError(f"feedback {pk} cannot become new again")
    feedback = PageFeedback.objects.select_for_update(of=("self",)).select_related("page").get(pk=pk)
    fixed_in = fixed_in if state is FeedbackState.FIXED else None
    if state is FeedbackState.FIXED and feedback.page and fixed_in not in versions_since(feedback):
        raise ValueError(f"feedback {pk} is not fixed by version {fixed_in and fixed_in.pk}")
    feedback.state, feedback.fixed_in = state, fixed_in
    feedback.save(update_fields=["state", "fixed_in"])
    FeedbackDecision.objects.create(feedback=feedback, state=state, note=note, by=by)
    return feedback


@transaction.atomic
def erase_old() -> int:
    """Erase the words of feedback older than FEEDBACK_RETENTION, and the notes on it. Return how many.

    That a page was called useful or not, on which day, stays: it says nothing of anybody.
    """
    before = timezone.localdate() - timedelta(days=settings.FEEDBACK_RETENTION.days)
    old = PageFeedback.objects.filter(given_on__lt=before)
    FeedbackDecision.objects.filter(feedback__in=old).exclude(note="").update(note="")
    return old.exclude(doing="", wrong="").update(doing="", wrong="")
