"""The council's own name and how to reach it, in each language: the header, footer and every page."""

from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

KEPT = "councils"
"""Where the cache keeps what content.council read from these tables, for every page's top and foot."""


def forget_councils() -> None:
    """Let every page read the details anew: now, and once more when the change is there to be read."""
    cache.delete(KEPT)
    transaction.on_commit(partial(cache.delete, KEPT))


class _OnEveryPage(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and let every page show it."""
        super().save(*args, **options)
        forget_councils()

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete, and let no page show it."""
        deleted = super().delete(*args, **options)
        forget_councils()
        return deleted


@register_setting(icon="home")
class CouncilDetails(_OnEveryPage, ClusterableModel, BaseSiteSetting):
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


class CouncilWords(_OnEveryPage):
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
