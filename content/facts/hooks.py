"""Tells Wagtail of facts: their pages and their place in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.facts import pages

urlpatterns = [
    path("", pages.listed, name="listed"),
    path("add/", pages.add, name="add"),
    path("<int:pk>/", pages.one, name="one"),
    path("<int:pk>/delete/", pages.delete, name="delete"),
    path("values/<int:pk>/withdraw/", pages.take_back, name="withdraw"),
]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_pages() -> list[URLPattern | URLResolver]:
    """Add the pages."""
    return [path("facts/", include((urlpatterns, "facts")))]


class FactsItem(MenuItem):
    """The way there, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person may."""
        return request.user.has_perm("facts.view_fact")


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_menu_item() -> MenuItem:
    """Add the way there."""
    return FactsItem(_("Fees and facts"), reverse("facts:listed"), icon_name="calendar-alt", order=155)
