"""Above the fields of a page: what stops it from going live, as it was last saved."""

from typing import Any

from wagtail.admin.panels import Panel

from content.checks.findings import Weight
from content.gate import dismissed, problems, unanswered
from content.models.checks import ScheduleFailure


class ChecksPanel(Panel):
    """Shows what the gate says of the draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/checks/panel.html"

        def is_shown(self) -> bool:
            """Only a page that was saved once has something to say."""
            return bool(self.instance.pk) and not self.instance.alias_of_id

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what stops it, what asks for a reason, what only warns, and what failed at its time."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = problems(self.instance)
            context["stops"] = [each for each in found if each.weight is Weight.STOPS]
            context["asks"] = unanswered(self.instance, found)
            reasons = dismissed(self.instance)
            warnings = [each for each in found if each.weight is Weight.WARNS]
            context["warnings"] = [each for each in warnings if each.signature not in reasons]
            context["failures"] = list(ScheduleFailure.of(self.instance))
            return context
