"""How to reach a team: written once, used by every page that names it."""

from copy import copy
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet

from content.snippets.publishing import Checked
from content.tasks.contacts import ContactForm, refuse


@register_snippet
class ContactPoint(Checked, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A team's telephone, address and hours. Change it here and every page changes."""

    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    textphone = models.CharField(
        _("textphone or relay"),
        max_length=80,
        blank=True,
        help_text=_("For people who cannot hear or speak on the phone, for example 18001 01632 960100."),
    )
    email = models.EmailField(_("email"), blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("One line of the address per line."))
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    access = models.TextField(
        _("access"), blank=True, help_text=_("For example step-free entrance, hearing loop, quiet room.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("textphone")]), FieldPanel("email")],
            heading=_("Telephone and email"),
        ),
        FieldPanel("address"),
        FieldPanel("hours"),
        FieldPanel("access"),
        PublishingPanel(),
    ]
    base_form_class = ContactForm

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Save. Raises ValidationError if a published service would be shut to people without internet."""
        if self.pk and options.get("update_fields") is None:
            refuse(self.pk, self)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete. Raises ValidationError as save does."""
        refuse(self.pk, None)
        return super().delete(*args, **options)

    def as_published(self) -> "ContactPoint":
        """Return what it would be if it were published as it is."""
        shown = copy(self)
        shown.live = True
        return shown

    @property
    def address_lines(self) -> list[str]:
        """Return the lines of the postal address, without empty ones."""
        return [line.strip() for line in self.address.splitlines() if line.strip()]
