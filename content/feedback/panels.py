"""What the admin says of feedback elsewhere: on its first page, and above a page in the editor."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from content.models.feedback import PageFeedback


class OpenFeedback(Panel):
    """One line above a page in the editor: how much feedback on it is open. Nothing if none is."""

    class BoundPanel(Panel.BoundPanel):
        """The line for one page."""

        template_name = "content/feedback/open.html"

        def is_shown(self) -> bool:
            """Tell whether there is any."""
            return bool(self.open)

        @property
        def open(self) -> int:
            """Return how many comments on the page somebody still has to deal with."""
            pk = self.instance.pk
            return PageFeedback.objects.still_open().filter(page=pk).count() if pk else 0

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the number and where they are listed."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            query = urlencode({"page": self.instance.pk})
            return {**context, "open": self.open, "list_url": f"{reverse('page_feedback:listed')}?{query}"}


class NewFeedback(Component):
    """On the first page of the admin: how many comments on one's own pages nobody has looked at."""

    name = "new_feedback"
    template_name = "content/feedback/new.html"
    order = 250

    def __init__(self, number: int) -> None:
        self.number = number

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the number and where they are listed."""
        return {"number": self.number, "list_url": f"{reverse('page_feedback:listed')}?owner=mine&state=new"}
