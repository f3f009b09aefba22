"""Publishing a page: looked at first, and the result kept."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from content.checks.findings import Finding
from content.gate import Gated, NotYet, against, problems, record
from content.models.checks import Outcome


class PublishPage(Gated, PublishPageRevisionAction):
    """Publishes or schedules a revision of a page, or refuses."""

    found: list[Finding]

    def reasons(self) -> list[str]:
        """Return why this state may not go live, and keep what was found."""
        self.found = problems(self.object) if _is_ours(self.object) else []
        return [each.line for each in against(self.object, self.found, self.user)]

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise PermissionDenied, or NotYet with every reason; a refusal is kept."""
        try:
            super().check(skip_permission_checks=skip_permission_checks)
        except NotYet:
            self._record(Outcome.REFUSED)
            raise

    @transaction.atomic
    def _publish_revision(self, *args: Any, **options: Any) -> Any:
        """Publish or schedule, and keep the result with it: all of it, or nothing."""
        done = super()._publish_revision(*args, **options)
        if _is_ours(self.object):
            self._record(outcome_of(self.object))
        return done

    def _record(self, outcome: Outcome) -> None:
        record(self.object, self.found, revision=self.revision, by=self.user, outcome=outcome)


class CopyPage(CopyPageAction):
    """Copies a page. A copy goes live at once only if it could be published."""

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise PermissionDenied, or NotYet with every reason."""
        super().check(skip_permission_checks=skip_permission_checks)
        if self.keep_live and (found := stops_copies(self.page, recursive=self.recursive, by=self.user)):
            raise NotYet(found)


def stops_copies(page: Page, *, recursive: bool, by: Any) -> list[str]:
    """Return why a copy of a page, or of those below it, may not go live at once."""
    below = page.get_descendants(inclusive=True) if recursive else Page.objects.filter(pk=page.pk)
    copied = [each for each in below.live().specific() if _is_ours(each)]
    return [f"{each}: {reason}" for each in copied for reason in each.stops(by)]


def outcome_of(page: Page) -> Outcome:
    """Return what publishing has made of a page: live now, or at its time."""
    later = page.go_live_at and page.go_live_at > timezone.now()
    return Outcome.SCHEDULED if later else Outcome.PUBLISHED


def _is_ours(page: Page) -> bool:
    return hasattr(page, "stops")
