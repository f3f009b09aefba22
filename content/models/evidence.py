"""What counts as proof of something: written once, used by every service that asks for it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet

from content.snippets.forms import CheckedForm
from content.snippets.publishing import Checked


@register_snippet
class EvidenceType(Checked, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A kind of paper or proof. Change it here and every service changes."""

    name = models.CharField(_("name"), max_length=120, help_text=_("For example: proof of where you live."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("What it has to show, in a sentence or two.")
    )
    counts = models.TextField(_("what counts"), blank=True, help_text=_("One paper per line."))
    where_from = models.TextField(
        _("where to get it"), blank=True, help_text=_("What to do if somebody has none of it.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("counts"),
        FieldPanel("where_from"),
        PublishingPanel(),
    ]
    base_form_class = CheckedForm

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def papers(self) -> list[str]:
        """Return what counts, one by one."""
        return [line.strip() for line in self.counts.splitlines() if line.strip()]
