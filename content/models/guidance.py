"""Pages that explain, and pages every public site must have."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.blocks import Body
from content.models.base import BasePage
from content.models.search import SearchKind
from content.models.topics import HasTopics


class GuidancePage(HasTopics):
    """Explains something without starting it."""

    body = StreamField(Body(), verbose_name=_("text"))

    search_kind = SearchKind.GUIDANCE
    template = "content/text_page.html"
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("body"),
        HasTopics.topics_panel,
    ]
    parent_page_types: ClassVar[list[str]] = ["content.GuidanceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("guidance")


class StandardPage(BasePage):
    """A page such as privacy, cookies or help, directly under the front door."""

    body = StreamField(Body(), verbose_name=_("text"))

    template = "content/text_page.html"
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("standard page")
