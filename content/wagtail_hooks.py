"""What Wagtail is told of us: links inside text, and the pages on which forms are written."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet

from content.authoring import viewset
from content.authoring.publishing import PublishForm
from content.links import address, in_reader_language
from content.models import ServiceForm
from content.search import reports


class ReaderPageLinks(PageLinkHandler):
    """Links to the page in the reader's language, even inside text that is not translated yet."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """Return the opening tag of each link. A link to a missing page becomes plain text."""
        pages = cls.get_many(attrs_list)
        found = in_reader_language(pages)
        return [
            format_html('<a class="govuk-link" href="{}">', address(found[page.pk]))
            if page and page.pk in found
            else "<a>"
            for page in pages
        ]


@hooks.register("register_rich_text_features", order=10)  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_reader_links(features: Any) -> None:
    """Replace Wagtail's own handler."""
    features.register_link_type(ReaderPageLinks)


register_snippet(viewset.FormViewSet)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_form_pages() -> list[URLPattern | URLResolver]:
    """Add the pages beside the form editor."""
    return [path("forms/", include((viewset.urlpatterns, "authoring")))]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_search_reports() -> list[URLPattern | URLResolver]:
    """Add what people search for."""
    return [path("searches/", include((reports.urlpatterns, "searches")))]


class SearchReportItem(MenuItem):
    """A report's place in the menu, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person may."""
        return request.user.has_perm("content.view_searchcount")


def _add_to_menu(name: str, report: type[reports.SearchReport]) -> None:
    def item() -> SearchReportItem:
        where = reverse(f"searches:{name}")
        return SearchReportItem(report.page_title, where, icon_name="search", order=1200)

    hooks.register("register_reports_menu_item", item)


for each in reports.REPORTS.items():
    _add_to_menu(*each)


@hooks.register("register_actions")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_form_actions(registry: Any) -> None:
    """Send every way of publishing a form that does not ask the model through the same gate."""
    registry.register(ServiceForm, PublishForm)
