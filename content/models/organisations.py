"""Organisations: the council, and those whose services our life events lead to."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content.alphabet import order
from content.blocks import Body
from content.models.base import BasePage
from content.models.contacts import ContactPoint
from content.models.search import SearchKind
from content.particulars.partners import services_of, services_with


class OrganisationPage(BasePage):
    """Who is responsible for something. The title is the name people know it by."""

    short_name = models.CharField(
        _("short name"),
        max_length=60,
        blank=True,
        help_text=_("Shown beside links, for example NHS or DVLA. Leave empty to use the title."),
    )
    website = models.URLField(_("website"), blank=True, help_text=_("Leave empty for the council itself."))
    contact = models.ForeignKey(
        ContactPoint,
        verbose_name=_("contact point"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = StreamField(Body(required=False), verbose_name=_("text"), blank=True)

    search_kind = SearchKind.ORGANISATION
    template = "content/organisation_page.html"
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("short_name"),
        FieldPanel("website"),
        FieldPanel("contact"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.OrganisationIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("organisation")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `services` that it answers for and `takes_part` for the others, published, from A to Z."""
        context = super().get_context(request, *args, **kwargs)
        its = services_of(self.translation_key)
        context["services"] = self._in_order(its)
        context["takes_part"] = self._in_order(services_with(self.translation_key) - its)
        return context

    def _in_order(self, keys: set[UUID]) -> list[Any]:
        found = Page.objects.live().filter(locale=self.locale, translation_key__in=keys)
        language = self.locale.language_code
        pages = found.defer_streamfields().specific()
        return sorted(pages, key=lambda page: order(page.title, language))

    @property
    def label(self) -> str:
        """Return the short name, or the title if there is none."""
        return self.short_name or self.title
