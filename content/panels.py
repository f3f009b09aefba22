"""What the editor of a page says beside its fields: what stops it, which form its ways lead to."""

from typing import Any

from wagtail.admin.panels import Panel

from content.checks.findings import Weight
from content.gate import dismissed, problems, unanswered
from content.models.checks import ScheduleFailure
from content.ways.forms import form_of
from content.ways.kinds import labels


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


class FormPanel(Panel):
    """Shows which form the ways of a service lead to, and in which version."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/ways/form.html"

        def is_shown(self) -> bool:
            """Only a service with a form has something to say."""
            return bool(self.instance.pk and self.instance.form_key)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the form of each way that leads to one, with what the way is called."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            ways = [block.value for block in self.instance.ways]
            led = [(labels([way["kind"]]), form_of(self.instance, way)) for way in ways]
            context["forms"] = [(name, version) for name, version in led if version]
            return context
