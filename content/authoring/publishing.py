"""The one gate through which every way of publishing a form goes, and what publishing does."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction

from content.authoring.gate import stops
from services.applications.actions import publish_form
from services.identity.actors import SYSTEM, staff


class NotYet(ValidationError):
    """The form cannot be published as it is; the messages say why."""


class PublishForm(PublishRevisionAction):
    """Publishes a revision of a form: checked first, then appended as a version."""

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise PermissionDenied, or NotYet with every reason."""
        super().check(skip_permission_checks=skip_permission_checks)
        if found := stops(self.object):
            raise NotYet(found)

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Publish or schedule. What goes live now becomes a version at once, or nothing of it happens."""
        done = super().execute(skip_permission_checks=skip_permission_checks)
        document = self.object.compiled().document
        scheduled = self.object.go_live_at and self.object.go_live_at > timezone.now()
        if document is not None and self.object.live and not scheduled:
            by = staff(self.user) if self.user else SYSTEM
            publish_form(document=document, by=by, open_drafts=self.object.fate)
        return done
