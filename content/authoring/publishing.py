"""What publishing a form does, once the gate lets it through."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction

from content.gate import Gated
from services.applications.actions import publish_form
from services.identity.actors import SYSTEM, staff


class PublishForm(Gated, PublishRevisionAction):
    """Publishes a revision of a form: checked first, then appended as a version."""

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
