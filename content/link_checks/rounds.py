"""One round of following links: ours all at once, others' as they fall due, and what came of it kept."""

from datetime import datetime

from wagtail.models import Page

from content.link_checks.asking import Guest
from content.link_checks.collecting import collect
from content.link_checks.ours import look
from content.models.base import BasePage
from content.models.link_checks import AGAIN, EVERY, FAILING, LinkCheck, LinkState


def go_round(now: datetime, *, guest: Guest | None, at_most: int) -> tuple[int, int]:
    """Collect links, look at ours, follow others' that are due; without a guest only ours.

    Returns how many of ours and of theirs were looked at.
    """
    pages = Page.objects.live().filter(alias_of=None, depth__gt=1).specific()
    known = (page for page in pages.iterator(chunk_size=50) if isinstance(page, BasePage))
    collect(known, now)
    ours = list(LinkCheck.objects.filter(external=False))
    states = look(ours)
    for link in ours:
        keep(link, states[link.pk], None, now)
    due = LinkCheck.objects.filter(external=True, due_at__lte=now).order_by("due_at", "pk")
    followed = list(due[:at_most]) if guest else []
    for link in followed:
        if guest:
            keep(link, *guest.follow(link.url), now)
    return len(ours), len(followed)


def keep(link: LinkCheck, state: LinkState, status: int | None, now: datetime) -> None:
    """Keep what a link led to. What fails is tried again the day after, and each week once it counts."""
    failed = state in FAILING
    link.state, link.status, link.checked_at = state, status, now
    link.first_failed_at = (link.first_failed_at or now) if failed else None
    link.failures = min(link.failures + 1, 1000) if failed else 0
    link.due_at = now + (AGAIN if failed and not link.is_broken else EVERY)
    link.save()
