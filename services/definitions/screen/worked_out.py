"""A computed question on a page: its number to read, and nothing to type."""

from typing import Any

from services.definitions.kinds import Typed
from services.definitions.screen.widgets import QuestionWidget


class WorkedOutWidget(QuestionWidget):
    """Shows `number`, whatever a request says."""

    number: str = ""
    """The number in the reader's words; empty as long as it is not known."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str | list[str]]:
        """Return nothing: nobody types it."""
        return {}

    def get_context(self, name: str, value: Typed | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the kind's template needs: `widget.number`."""
        context = super().get_context(name, value, attrs)
        context["widget"]["number"] = self.number
        return context
