"""A public service: what it is, who can have it, and every way to get it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from content.blocks import Law, Part, Ways
from content.links import in_reader_language
from content.models.base import BasePage
from content.models.life_events import LifeEventPage
from content.models.organisations import OrganisationPage
from content.models.search import SearchKind
from content.models.topics import HasTopics
from content.service_form import ServicePageForm
from content.short.giving import ensure_code
from content.short.panels import ShortCodesPanel
from content.short.showing import short_address


class PublicServicePage(HasTopics):
    """One service. All its ways stand beside each other with equal weight."""

    organisation = models.ForeignKey(
        OrganisationPage,
        verbose_name=_("organisation"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who decides and answers for the service."),
    )
    form_key = models.SlugField(_("form"), max_length=60, blank=True)
    booking_key = models.SlugField(_("appointment"), max_length=60, blank=True)
    external_url = models.URLField(
        _("address elsewhere"), blank=True, help_text=_("Where it starts, if another organisation runs it.")
    )
    start_label = models.CharField(
        _("words on the start button"), max_length=60, blank=True, help_text=_("Leave empty for “Start now”.")
    )
    ways_heading = models.CharField(
        _("heading over the ways"), max_length=80, help_text=_("For example: Ways to apply.")
    )
    ways = StreamField(Ways(), verbose_name=_("ways to get it"))
    cost = models.CharField(_("cost"), max_length=120, help_text=_("For example: Free, or Up to £10."))
    time_needed = models.CharField(_("how long it takes you"), max_length=120, blank=True)
    time_until = models.CharField(_("when you hear from us"), max_length=160, blank=True)
    time_limit = models.CharField(_("time limit by law"), max_length=160, blank=True)
    who_can = StreamField(Part(), verbose_name=_("who can apply"))
    what_you_need = StreamField(Part(required=False), verbose_name=_("what you need"), blank=True)
    what_happens_next = StreamField(Part(required=False), verbose_name=_("what happens next"), blank=True)
    more = StreamField(Part(required=False), verbose_name=_("more about it"), blank=True)
    law = StreamField(
        [("law", Law())], verbose_name=_("legal basis"), blank=True, help_text=_("Shown at the end.")
    )
    related = StreamField(
        [("page", blocks.PageChooserBlock(["content.PublicServicePage", "content.GuidancePage"]))],
        verbose_name=_("related pages"),
        blank=True,
    )

    search_kind = SearchKind.SERVICE
    template = "content/service_page.html"
    base_form_class = ServicePageForm
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("form_key"),
                FieldPanel("booking_key"),
                FieldPanel("external_url"),
                FieldPanel("start_label"),
            ],
            heading=_("Where it starts"),
        ),
        MultiFieldPanel([FieldPanel("ways_heading"), FieldPanel("ways")], heading=_("Ways to get it")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("cost"), FieldPanel("time_limit")]),
                FieldRowPanel([FieldPanel("time_needed"), FieldPanel("time_until")]),
            ],
            heading=_("Cost and time"),
        ),
        FieldPanel("who_can"),
        FieldPanel("what_you_need"),
        FieldPanel("what_happens_next"),
        FieldPanel("more"),
        FieldPanel("law"),
        FieldPanel("related"),
        HasTopics.topics_panel,
        MultiFieldPanel([ShortCodesPanel(), FieldPanel("short_code")], heading=_("Short addresses")),
    ]
    parent_page_types: ClassVar[list[str]] = ["content.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("service")

    def clean(self) -> None:
        """Refuse a service that starts in two places."""
        super().clean()
        if self.external_url and (self.form_key or self.booking_key):
            raise ValidationError(
                {"external_url": _("Choose either our own form or booking, or an address elsewhere.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the related pages and the life events that lead here, in the reader's language."""
        context = super().get_context(request, *args, **kwargs)
        chosen = [block.value for block in self.related if block.value]
        events = LifeEventPage.leading_to(self)
        responsible = [self.organisation] if self.organisation else []
        localised = in_reader_language([*chosen, *events, *responsible])
        context["related_pages"] = [localised[page.pk] for page in chosen if page.pk in localised]
        context["organisation"] = [localised[page.pk] for page in responsible if page.pk in localised]
        context["life_events"] = [localised[page.pk] for page in events if page.pk in localised]
        context["short_address"] = short_address(self)
        return context

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and give a published service its short code."""
        super().save(*args, **options)
        if self.live:
            ensure_code(self)
