"""What Wagtail is told of us: links inside text, pages beside its editors, the gate on every way out."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet

from content import check_hooks, check_pages
from content.admin_api import GatedPages
from content.authoring import viewset
from content.authoring.publishing import PublishForm
from content.facts import hooks as facts_hooks  # noqa: F401 -- importing it registers them
from content.feedback import hooks as feedback_hooks  # noqa: F401 -- importing it registers them
from content.gone import asking  # noqa: F401 -- importing it registers its hooks
from content.governance import hooks as governance_hooks  # noqa: F401 -- as above
from content.links import address, in_reader_language
from content.models import ServiceForm
from content.offices import admin  # noqa: F401 -- importing it registers the editor of offices
from content.publishing import CopyPage, PublishPage
from content.search import reports
from content.snippets import hooks as snippet_hooks  # noqa: F401 -- importing it registers them


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
def register_pages_beside() -> list[URLPattern | URLResolver]:
    """Add the pages beside the editors of forms and pages."""
    return [
        path("forms/", include((viewset.urlpatterns, "authoring"))),
        path("checks/", include((check_pages.urlpatterns, "checks"))),
    ]


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
def register_gated_actions(registry: Any) -> None:
    """Send every way of publishing that does not ask the model, such as the API, through the same gate."""
    registry.register(ServiceForm, PublishForm)
    registry.register(Page, PublishPage)
    registry.register(Page, CopyPage)


@hooks.register("construct_admin_api")  # type: ignore[untyped-decorator]  # Wagtail has no types
def gate_admin_api(router: Any) -> None:
    """Replace Wagtail's own pages in the API that the admin's menu uses."""
    router.register_endpoint("pages", GatedPages)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail has no types
def show_failures(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the dashboard what did not happen at its time."""
    panels.append(check_hooks.FailuresPanel())


hooks.register("before_publish_page", check_hooks.last_look)
hooks.register("after_publish_page", check_hooks.keep_result)
hooks.register("after_create_page", check_hooks.keep_reason)
hooks.register("before_bulk_action", check_hooks.hold_bulk)
hooks.register("before_copy_page", check_hooks.hold_copies)
