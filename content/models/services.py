"""A public service: what it is, who can have it, and every way to get it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from content.blocks import Law, Part, Ways
from content.links import in_reader_language
from content.models.base import BasePage
from content.models.evidence import EvidenceType
from content.models.life_events import LifeEventPage
from content.models.organisations import OrganisationPage
from content.models.search import SearchKind
from content.models.topics import HasTopics
from content.panels import FormPanel
from content.particulars import partners
from content.particulars.costs import Cost, Line, cost_line, lines
from content.particulars.evidence import Evidence, bundles
from content.particulars.outputs import Output
from content.particulars.related import Related, by_relation
from content.particulars.requirements import Requirement
from content.particulars.times import ProcessingTime, in_words
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
    partners = StreamField(
        [("partner", partners.Partner())],
        verbose_name=_("other organisations"),
        blank=True,
        help_text=_("Who else does a part of it. The service stands on their pages too."),
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
    costs = StreamField([("cost", Cost())], verbose_name=_("cost"))
    time_needed = models.CharField(_("how long it takes you"), max_length=120, blank=True)
    processing_time = StreamField(
        [("time", ProcessingTime())],
        verbose_name=_("when you hear from us"),
        blank=True,
        max_num=1,
        help_text=_("For all ways; a way may have a time of its own."),
    )
    time_limit = models.CharField(_("time limit by law"), max_length=160, blank=True)
    who_can = StreamField(
        Part(required=False),
        verbose_name=_("who can apply"),
        blank=True,
        help_text=_("What must be true belongs to the requirements. Here stands what else to know."),
    )
    requirements = StreamField([("requirement", Requirement())], verbose_name=_("requirements"), blank=True)
    evidence = StreamField(
        [("evidence", Evidence())],
        verbose_name=_("what people show"),
        blank=True,
        help_text=_("Shown under what you need, before its text."),
    )
    what_you_need = StreamField(Part(required=False), verbose_name=_("what you need"), blank=True)
    outputs = StreamField([("output", Output())], verbose_name=_("what you get"), blank=True)
    what_happens_next = StreamField(Part(required=False), verbose_name=_("what happens next"), blank=True)
    more = StreamField(Part(required=False), verbose_name=_("more about it"), blank=True)
    law = StreamField(
        [("law", Law())], verbose_name=_("legal basis"), blank=True, help_text=_("Shown at the end.")
    )
    related = StreamField(
        Related(),
        verbose_name=_("related pages"),
        blank=True,
    )

    search_kind = SearchKind.SERVICE
    template = "content/service_page.html"
    base_form_class = ServicePageForm
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("organisation"),
        FieldPanel("partners"),
        MultiFieldPanel(
            [
                FieldPanel("form_key"),
                FieldPanel("booking_key"),
                FieldPanel("external_url"),
                FieldPanel("start_label"),
            ],
            heading=_("Where it starts"),
        ),
        MultiFieldPanel(
            [FieldPanel("ways_heading"), FormPanel(), FieldPanel("ways")], heading=_("Ways to get it")
        ),
        MultiFieldPanel(
            [
                FieldPanel("costs"),
                FieldRowPanel([FieldPanel("time_needed"), FieldPanel("time_limit")]),
                FieldPanel("processing_time"),
            ],
            heading=_("Cost and time"),
        ),
        FieldPanel("who_can"),
        FieldPanel("requirements"),
        FieldPanel("evidence"),
        FieldPanel("what_you_need"),
        FieldPanel("outputs"),
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

    @property
    def cost_line(self) -> str:
        """Return what it costs in one line, in the language in use."""
        return cost_line(block.value for block in self.costs)

    @property
    def cost_lines(self) -> list[Line]:
        """Return everything there is to pay, if the one line does not say it all."""
        return lines(block.value for block in self.costs)

    @property
    def hear_within(self) -> str:
        """Return when people hear, as they read it."""
        return in_words(self.processing_time[0].value if self.processing_time else None)

    @property
    def laws(self) -> list[Any]:
        """Return the law of the service and of its requirements, each once."""
        found = [block.value for block in self.law]
        found += [law for block in self.requirements for law in block.value["law"]]
        return list({law["title"]: law for law in found}.values())

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
        related = list(by_relation(self.related))
        events = LifeEventPage.leading_to(self)
        responsible = [self.organisation] if self.organisation else []
        chosen = [page for _relation, _heading, pages in related for page in pages]
        others = [block.value for block in self.partners]
        taking_part = [each["organisation"] for each in others]
        localised = in_reader_language([*chosen, *events, *responsible, *taking_part])
        context["related"] = [
            (relation, heading, found)
            for relation, heading, pages in related
            if (found := [localised[page.pk] for page in pages if page.pk in localised])
        ]
        context["evidence"] = bundles((block.value for block in self.evidence), self._evidence_shown())
        context["organisation"] = [localised[page.pk] for page in responsible if page.pk in localised]
        context["partners"] = partners.shown(others, localised)
        context["life_events"] = [localised[page.pk] for page in events if page.pk in localised]
        context["short_address"] = short_address(self)
        return context

    def _evidence_shown(self) -> dict[int, EvidenceType]:
        """Return, by the id of each type that was chosen, the one in the language of the page's words."""
        chosen = {kind.pk: kind for block in self.evidence for kind in block.value["types"] if kind}
        found = EvidenceType.objects.filter(
            translation_key__in={kind.translation_key for kind in chosen.values()},
            locale=(self.alias_of or self).locale_id,
            live=True,
        )
        best = {kind.translation_key: kind for kind in found}
        return {pk: best[kind.translation_key] for pk, kind in chosen.items() if kind.translation_key in best}

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and give a published service its short code."""
        super().save(*args, **options)
        if self.live:
            ensure_code(self)
