"""Topics: the shelves on which pages stand, for people who know what it is about, not its name."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.models.base import BasePage
from content.models.indexes import IndexPage
from content.models.search import SearchKind
from content.topics import filled, groups_of, speaks_for_all


class TopicIndexPage(IndexPage):
    """All topics that have something to read."""

    template = "content/index_page.html"
    subpage_types: ClassVar[list[str]] = ["content.TopicPage"]

    class Meta:
        verbose_name = _("list of topics")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Leave topics without a page out of the `entries`."""
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = self.shown()
        return context

    def shown(self) -> list[Page]:
        """Return the published topics that have something to read, by title."""
        return filled(TopicPage.objects.child_of(self).live().select_related("locale"))


class TopicPage(BasePage):
    """What the council does about one thing, such as housing."""

    search_kind = SearchKind.TOPIC
    template = "content/topic_page.html"
    parent_page_types: ClassVar[list[str]] = ["content.TopicIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("topic")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `groups`: what stands under the topic, by kind."""
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = groups_of(self)
        return context


class TopicsPanel(FieldPanel):
    """Where the topics of a page are chosen: once for all its languages."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Only the page that speaks for its translations is asked."""
            return bool(super().is_shown()) and speaks_for_all(self.instance)


def in_site_language() -> Q:
    """Return which topics can be chosen: each once, in the site's own language."""
    return Q(locale__language_code=settings.LANGUAGE_CODE)


class HasTopics(BasePage):
    """A page under topics; not a type of its own. The one in the site's own language chooses them."""

    topics = ParentalManyToManyField(
        TopicPage,
        verbose_name=_("topics"),
        blank=True,
        limit_choices_to=in_site_language,
        related_name="+",
        help_text=_("Where people find it who browse by topic. It holds for every language."),
    )

    topics_panel = TopicsPanel("topics", widget=forms.CheckboxSelectMultiple)

    class Meta:
        abstract = True
