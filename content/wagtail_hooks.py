"""How Wagtail writes links inside text: to the reader's tree, and marked when they leave the site."""

from typing import Any

from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

from content.links import address, in_reader_language


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
