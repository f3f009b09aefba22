"""On the first page of the admin: one's own tasks, how many of each kind, and the most urgent."""

from collections import Counter
from typing import Any

from wagtail.admin.ui.components import Component

from content.tasks.found import Kind
from content.tasks.listing import every_task, own_tasks

SHOWN = 10


class TasksPanel(Component):
    """What needs doing."""

    name = "tasks"
    template_name = "content/tasks/dashboard.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the first tasks, and the number of each kind."""
        user = parent_context["request"].user
        mine = own_tasks(user, every_task())
        numbers = Counter(task.found.kind for task in mine)
        return {
            "user": user,
            "tasks": mine[:SHOWN],
            "number": len(mine),
            "numbers": [(kind, numbers[kind]) for kind in Kind if numbers[kind]],
        }
