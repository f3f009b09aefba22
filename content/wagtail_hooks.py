"""What Wagtail is told of us: links inside text, and the pages on which forms are written."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet

from content.authoring import viewset
from content.authoring.publishing import PublishForm
from content.feedback import hooks as feedback_hooks  # noqa: F401 -- importing it registers them
from content.gone import asking  # noqa: F401 -- importing it registers its hooks
from content.links import address, in_reader_language
from content.models import ServiceForm


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


@hooks.register("register_actions")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_form_actions(registry: Any) -> None:
    """Send every way of publishing a form that does not ask the model through the same gate."""
    registry.register(ServiceForm, PublishForm)
