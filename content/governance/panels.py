"""In the editor of a page: who looks after it, when it is looked at again, and how far translations are."""

from typing import Any

from wagtail.admin.panels import Panel

from content.governance.caring import care_of
from content.governance.translated import states_of


class CarePanel(Panel):
    """Who looks after this page."""

    class BoundPanel(Panel.BoundPanel):
        """The people of one page."""

        template_name = "content/governance/panel.html"

        def is_shown(self) -> bool:
            """Only a page that was saved once has people."""
            return bool(self.instance.pk) and not self.instance.alias_of_id

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add its people, and the state of each translation."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            return {**context, "care": care_of([page])[page.pk], "states": states_of(page)}
