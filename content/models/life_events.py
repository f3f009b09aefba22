"""A life event: the steps to take, in order, across organisations."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from content.blocks import Body, Step
from content.checklists.blocks import Conditions
from content.links import door
from content.models.base import BasePage
from content.models.search import SearchKind
from content.models.topics import HasTopics
from content.steps import step_views


class LifeEventPage(HasTopics):
    """Something that happens to people, and what to do about it, step by step."""

    before = StreamField(
        Body(required=False),
        verbose_name=_("before the steps"),
        blank=True,
        help_text=_("For example who to call in an emergency."),
    )
    steps = StreamField([("step", Step())], verbose_name=_("steps"))
    conditions = StreamField(
        Conditions(),
        verbose_name=_("circumstances to ask about"),
        blank=True,
        help_text=_(
            "Whoever makes their own checklist may say which apply to them. Steps can be only for some."
        ),
    )
    date_question = models.CharField(
        _("question for the day"),
        max_length=160,
        blank=True,
        help_text=_(
            "For example: When was your baby born? A checklist then says until which day each thing is due. "
            "Leave empty if no time limit is counted from one day."
        ),
    )

    search_kind = SearchKind.LIFE_EVENT
    template = "content/life_event_page.html"
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("before"),
        FieldPanel("steps"),
        FieldPanel("conditions"),
        FieldPanel("date_question"),
        HasTopics.topics_panel,
    ]
    parent_page_types: ClassVar[list[str]] = ["content.LifeEventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("life event")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `steps`, with the addresses of what each step leads to, and where one's own list is made."""
        context = super().get_context(request, *args, **kwargs)
        context["steps"] = step_views(self.steps)
        context["checklist_url"] = door("checklists:list", self.slug)
        context["booklet_url"] = door("booklet:print", self.slug)
        return context

    @classmethod
    def leading_to(cls, page: Page) -> list[Any]:
        """Return the published life events with a step that leads to this page, each in one language."""
        siblings = Page.objects.filter(translation_key=page.translation_key).values("pk")
        references = ReferenceIndex.objects.filter(
            content_type=ContentType.objects.get_for_model(cls),
            to_content_type=ContentType.objects.get_for_model(Page),
            to_object_id__in=[str(row["pk"]) for row in siblings],
        ).values_list("object_id", flat=True)
        events = cls.objects.live().filter(pk__in=[int(key) for key in references])
        once = {event.translation_key: event for event in events.defer_streamfields().order_by("-path")}
        return sorted(once.values(), key=lambda event: str(event.path))
