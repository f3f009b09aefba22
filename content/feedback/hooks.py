"""Tells Wagtail of feedback: its pages, its place in the menu, and the notice on the first page."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.feedback import triage
from content.feedback.panels import NewFeedback
from content.feedback.seeing import new_for

urlpatterns = [
    path("", triage.listed, name="listed"),
    path("feedback.csv", triage.export, name="export"),
    path("<int:pk>/", triage.item, name="item"),
]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_pages() -> list[URLPattern | URLResolver]:
    """Add the pages. Whoever may enter the admin may open them, and sees what concerns them."""
    return [path("feedback/", include((urlpatterns, "page_feedback")))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_menu_item() -> MenuItem:
    """Add the way there."""
    return MenuItem(_("Feedback"), reverse("page_feedback:listed"), icon_name="comment", order=160)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types
def add_notice(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the first page what is new, if anything is."""
    if number := new_for(request.user):  # type: ignore[arg-type]  # the gate lets in staff only
        panels.append(NewFeedback(number))
