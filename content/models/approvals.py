"""A manager's look before something goes live. What cannot be published cannot be approved."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class Approval(AbstractGroupApprovalTask):
    """Asks the thing itself, by its `stops`, whenever somebody may or does approve."""

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """Offer approval only for what can be published."""
        found = super().get_actions(obj, user)
        ready = not obj.get_latest_revision_as_object().stops(user)
        return [action for action in found if ready or action[0] != "approve"]

    def on_action(self, task_state: Any, user: Any, action_name: str, **options: Any) -> None:
        """Leave it waiting if it changed since approval was offered."""
        if action_name == "approve" and task_state.revision.as_object().stops(user):
            return
        super().on_action(task_state, user, action_name, **options)

    class Meta:
        abstract = True


class FormApproval(Approval):
    """A manager's look at a form."""

    class Meta:
        verbose_name = _("approval of a form")


class PageApproval(Approval):
    """Somebody else's look at a page: who asked for it does not give it."""

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """Offer approval to others than who asked."""
        found = super().get_actions(obj, user)
        state = obj.current_workflow_state
        is_own = state is not None and state.requested_by_id == user.pk
        return [action for action in found if not (is_own and action[0] == "approve")]

    class Meta:
        verbose_name = _("approval of a page")
