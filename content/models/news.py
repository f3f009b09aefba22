"""News: what is new, with its day, until it is no longer."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from content.blocks import Body
from content.models.base import BasePage
from content.models.indexes import IndexPage
from content.models.search import SearchKind

ON_PAGE = 20
ON_FRONT = 3


class NewsIndexPage(IndexPage):
    """All news, the newest first."""

    template = "content/news_index_page.html"
    subpage_types: ClassVar[list[str]] = ["content.NewsPage"]

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `pages`, of which `entries` shows one."""
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.child_of(self).live().defer_streamfields().order_by("-day", "-pk")
        context["pages"] = Paginator(news, ON_PAGE).get_page(request.GET.get("page"))
        context["entries"] = list(context["pages"])
        return context

    def newest(self) -> list["NewsPage"]:
        """Return the news for the front door, the newest first. None is from the future."""
        today = timezone.localdate()
        news = NewsPage.objects.child_of(self).live().filter(day__lte=today).exclude(front_until__lt=today)
        return list(news.defer_streamfields().order_by("-day", "-pk")[:ON_FRONT])


class NewsPage(BasePage):
    """One piece of news. It is taken down by its own schedule, and leaves the front door before."""

    day = models.DateField(_("date"), default=timezone.localdate)
    front_until = models.DateField(
        _("on the front page until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day. After it, the news can still be found and read. "
            "Leave empty to keep it there until newer news take its place."
        ),
    )
    body = StreamField(Body(required=False), verbose_name=_("text"), blank=True)

    search_kind = SearchKind.NEWS
    template = "content/news_page.html"
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("day"), FieldPanel("front_until")]),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("news")

    def clean(self) -> None:
        """Refuse news that leave the front page before they are there."""
        super().clean()
        if self.front_until and self.front_until < self.day:
            raise ValidationError({"front_until": _("Choose a day that is not before the date of the news.")})
