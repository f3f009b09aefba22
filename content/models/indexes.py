"""The front door, and the pages that list others."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content.alphabet import by_letter
from content.links import in_reader_language
from content.models.base import BasePage


class IndexPage(BasePage):
    """Lists the pages below it. Not a page type of its own; Wagtail wants `template` on each that is."""

    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `entries`: the published pages below, in the authors' order."""
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = list(self.get_children().live().defer_streamfields().specific())
        return context


class LifeEventIndexPage(IndexPage):
    """All life events."""

    template = "content/index_page.html"
    subpage_types: ClassVar[list[str]] = ["content.LifeEventPage"]

    class Meta:
        verbose_name = _("list of life events")


class ServiceIndexPage(IndexPage):
    """All services, from A to Z."""

    template = "content/a_to_z_page.html"
    subpage_types: ClassVar[list[str]] = ["content.PublicServicePage"]

    class Meta:
        verbose_name = _("list of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `letters`, each with its services, the `entries` in that order, and `topic_index`."""
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        letters = list(by_letter(context["entries"], language, lambda page: str(page.title)))
        return {
            **context,
            "letters": letters,
            "entries": [page for _letter, pages in letters for page in pages],
            "topic_index": self.get_siblings().live().filter(content_type__model="topicindexpage").first(),
        }


class GuidanceIndexPage(IndexPage):
    """All guidance."""

    template = "content/index_page.html"
    subpage_types: ClassVar[list[str]] = ["content.GuidancePage"]

    class Meta:
        verbose_name = _("list of guidance")


class OrganisationIndexPage(IndexPage):
    """All organisations whose services we name."""

    template = "content/index_page.html"
    subpage_types: ClassVar[list[str]] = ["content.OrganisationPage"]

    class Meta:
        verbose_name = _("list of organisations")


class HomePage(BasePage):
    """The front door: life events first, then services, then every other way to reach us."""

    popular = StreamField(
        [("service", blocks.PageChooserBlock(page_type="content.PublicServicePage"))],
        verbose_name=_("popular services"),
        blank=True,
    )

    search_kind = None
    template = "content/home_page.html"
    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("popular")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "content.LifeEventIndexPage",
        "content.ServiceIndexPage",
        "content.GuidanceIndexPage",
        "content.TopicIndexPage",
        "content.NewsIndexPage",
        "content.OrganisationIndexPage",
        "content.StandardPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the front door lists."""
        context = super().get_context(request, *args, **kwargs)
        context.update(self.ways_in())
        context["life_events"] = list(
            Page.objects.descendant_of(self)
            .live()
            .filter(content_type__model="lifeeventpage")
            .defer_streamfields()
            .specific()
            .order_by("path")
        )
        context.update(self.shelves())
        return context

    def shelves(self) -> dict[str, Any]:
        """Return other ways to look around: `topics`, `news`, and the pages that list each of them."""
        below = self.get_children().live()
        listed = below.filter(content_type__model__in=("topicindexpage", "newsindexpage")).specific()
        by_type = {page.content_type.model: page for page in listed}
        topics, news = by_type.get("topicindexpage"), by_type.get("newsindexpage")
        return {
            "topic_index": topics,
            "topics_here": topics.shown() if topics else [],
            "news_index": news,
            "news": news.newest() if news else [],
            "organisation_index": below.type(OrganisationIndexPage).first(),
        }

    def ways_in(self) -> dict[str, Any]:
        """Return where to go from anywhere: `service_index`, `help_page` and `popular_services`."""
        below = self.get_children().live()
        return {
            "service_index": below.type(ServiceIndexPage).first(),
            "help_page": below.filter(slug="help").first(),
            "popular_services": self.popular_services(),
        }

    def popular_services(self) -> list[Page]:
        """Return the published services that editors put on the front door, in the reader's language."""
        chosen = [block.value for block in self.popular if block.value]
        localised = in_reader_language(chosen)
        return [localised[page.pk] for page in chosen if page.pk in localised]
