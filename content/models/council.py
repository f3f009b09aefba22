"""The council's own name and how to reach it, in each language: the header, footer and every page."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home")
class CouncilDetails(ClusterableModel, BaseSiteSetting):
    """What is the same in every language."""

    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    textphone = models.CharField(_("textphone or relay"), max_length=80, blank=True)
    email = models.EmailField(_("email"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("phone"),
        FieldPanel("textphone"),
        FieldPanel("email"),
        InlinePanel("words", label=_("Language"), min_num=1),
    ]

    class Meta:
        verbose_name = _("council details")


class CouncilWords(models.Model):
    """What is said differently in each language."""

    details = ParentalKey(CouncilDetails, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name of the council"), max_length=120)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("One line of the address per line."))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["details", "language"], name="council_words_once_per_language")
        ]
