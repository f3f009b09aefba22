"""Alerts: a few words at the top of pages, from one moment to another."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, RevisionMixin
from wagtail.snippets.models import register_snippet

from content.alerts.kept import forget_alerts
from content.models.organisations import OrganisationPage
from content.snippets.forms import CheckedForm
from content.snippets.publishing import Checked

OTHERS = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class Severity(models.TextChoices):
    """How much it matters."""

    INFORMATION = "information", _("Information")
    WARNING = "warning", _("Warning")
    EMERGENCY = "emergency", _("Emergency")


class Where(models.TextChoices):
    """On which pages it stands."""

    EVERYWHERE = "everywhere", _("Everywhere, in forms too")
    PAGES = "pages", _("On chosen pages, and in the forms and bookings of chosen services")
    ORGANISATION = (
        "organisation",
        _("On the page of an organisation, and with all services that it runs or takes part in"),
    )


@register_snippet
class Alert(Checked, DraftStateMixin, RevisionMixin, ClusterableModel):
    """Words in the site's own language, with the others beside them, so that one button shows them all."""

    title = models.CharField(
        _("title"), max_length=120, help_text=_("What happened, in a few words: The Town Hall is closed.")
    )
    text = models.TextField(_("text"), max_length=600, help_text=_("What it means and what to do."))
    severity = models.CharField(
        _("how serious it is"),
        max_length=12,
        choices=Severity,
        default=Severity.INFORMATION,
        help_text=_("An emergency always shows everywhere."),
    )
    where = models.CharField(_("where it shows"), max_length=12, choices=Where, default=Where.EVERYWHERE)
    pages = StreamField([("page", blocks.PageChooserBlock())], verbose_name=_("chosen pages"), blank=True)
    organisation = models.ForeignKey(
        OrganisationPage,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link = models.ForeignKey(
        Page,
        verbose_name=_("page to read more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("shows from"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("shows until"), null=True, blank=True, help_text=_("It goes by itself. Empty: until you unpublish.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("severity"),
        FieldPanel("title"),
        FieldPanel("text"),
        InlinePanel(
            "words",
            heading=_("In other languages"),
            label=_("Language"),
            max_num=len(OTHERS),
            help_text=_("A language that is missing shows the words above."),
        ),
        FieldPanel("link"),
        MultiFieldPanel(
            [FieldPanel("where"), FieldPanel("pages"), FieldPanel("organisation")],
            heading=_("Where it shows"),
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When it shows")),
        PublishingPanel(),
    ]
    base_form_class = CheckedForm

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering: ClassVar = ["-starts_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")), name="alert_takes_time"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse an alert that ends before it begins, or shows nowhere."""
        super().clean()
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Choose a time after the one from which it shows.")})
        if self.severity == Severity.EMERGENCY:
            return
        if self.where == Where.PAGES and not self.pages:
            raise ValidationError({"pages": _("Choose at least one page.")})
        if self.where == Where.ORGANISATION and not self.organisation:
            raise ValidationError({"organisation": _("Choose an organisation.")})

    def in_other_words(self) -> Iterable[Any]:
        """Return its words in other languages."""
        return list(self.words.all())

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and let every page show it."""
        super().save(*args, **options)
        forget_alerts()

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete, and let no page show it."""
        deleted: tuple[int, dict[str, int]] = super().delete(*args, **options)
        forget_alerts()
        return deleted


class AlertWords(models.Model):
    """An alert in another language."""

    alert = ParentalKey(Alert, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=10, choices=OTHERS)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=600)

    panels: ClassVar[list[Any]] = [FieldPanel("language"), FieldPanel("title"), FieldPanel("text")]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alert", "language"], name="alert_words_once_per_language")
        ]
