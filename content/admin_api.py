"""The admin's own API for pages: publishing and copying go through the gate like everywhere else."""

from typing import Any

from rest_framework.exceptions import ValidationError  # type: ignore[import-untyped]  # it has no types
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet

from content.publishing import PublishPage, stops_copies


class PublishThroughGate(PublishPageAPIAction):
    """Publishes the newest revision, or answers with what stops it."""

    def _action_from_data(self, instance: Any, data: Any) -> PublishPage:
        user = self.request.user
        revision = instance.get_latest_revision() or instance.save_revision(user=user)
        return PublishPage(revision, user=user)


class CopyThroughGate(CopyPageAPIAction):
    """Copies a page; the copy goes live only if it may."""

    def execute(self, instance: Any, data: Any) -> Any:
        """Answer with what stops it, or copy."""
        if data["keep_live"]:
            found = stops_copies(instance, recursive=data["recursive"], by=self.request.user)
            if found:
                raise ValidationError({"keep_live": found})
        return super().execute(instance, data)


class GatedPages(PagesAdminAPIViewSet):
    """Wagtail's view with these two in their place."""

    actions = {**PagesAdminAPIViewSet.actions, "publish": PublishThroughGate, "copy": CopyThroughGate}
