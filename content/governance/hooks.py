"""Tells Wagtail who looks after pages: pages beside the editor, the list of tasks, teams, email of tasks."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.governance import contact_hooks  # noqa: F401 -- importing it registers its hooks
from content.governance import pages as care_pages
from content.governance.forms import DigestForm, TeamForm
from content.models.governance import Team
from content.tasks import pages as task_pages
from content.tasks.panels import TasksPanel


class TeamViewSet(SnippetViewSet):
    """Teams, in the list of things written once."""

    model = Team
    icon = "group"
    list_display = ("name", "organisation")
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("organisation"), FieldPanel("members")], base_form_class=TeamForm
    )


register_snippet(TeamViewSet)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_pages() -> list[URLPattern | URLResolver]:
    """Add the pages. Whoever may enter the admin may open the list; a page asks for its own right."""
    return [
        path("care/", include((care_pages.urlpatterns, "governance"))),
        path("tasks/", include((task_pages.urlpatterns, "tasks"))),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_menu_item() -> MenuItem:
    """Add the way to the list."""
    return MenuItem(_("Tasks"), reverse("tasks:listed"), icon_name="tasks", order=155)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types
def add_tasks(request: HttpRequest, panels: list[Any]) -> None:
    """Show everybody their own tasks first."""
    panels.append(TasksPanel())


class DigestPanel(BaseSettingsPanel):
    """How often somebody gets their tasks by email, in their account."""

    name = "digest"
    title = _("Tasks")
    order = 150
    tab = notifications_tab
    form_class = DigestForm


@hooks.register("register_account_settings_panel")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_digest_panel(request: HttpRequest, user: Any, profile: Any) -> DigestPanel:
    """Let people choose."""
    return DigestPanel(request, user, profile)


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_log_actions(actions: Any) -> None:
    """Name what a page's history tells of."""
    actions.register_action("content.look_after", _("People"), _("Changed who looks after the page"))
    actions.register_action("content.review", _("Review"), _("Looked whether the page is right"))
