"""Who looks after a page, kept beside it: teams, owner, backup, expert, and each look at its words."""

import calendar
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from services.identity.models import User

INTERVAL_MONTHS = 12
"""How often a page is looked at again, unless its people say otherwise."""


class Team(models.Model):
    """People who own pages together, of the council or of another organisation."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    organisation = models.ForeignKey(
        "content.OrganisationPage",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    members = models.ManyToManyField(
        User,
        verbose_name=_("people in the team"),
        blank=True,
        related_name="teams",
        limit_choices_to={"is_staff": True, "is_active": True},
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Governance(models.Model):
    """Who looks after one page. A translation without a row of its own has that of its original."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    teams = models.ManyToManyField(Team, verbose_name=_("teams"), blank=True, related_name="+")
    owner = models.ForeignKey(
        User, verbose_name=_("owner"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    backup = models.ForeignKey(
        User, verbose_name=_("backup"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expert = models.CharField(_("expert"), max_length=120, blank=True)
    interval_months = models.PositiveSmallIntegerField(
        _("months from one review to the next"),
        default=INTERVAL_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    review_on = models.DateField(_("next review"), null=True, blank=True, db_index=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    @property
    def next_review_on(self) -> date:
        """Return the day of the next review if the page is looked at today."""
        return months_later(timezone.localdate(), self.interval_months)


class ReviewOutcome(models.TextChoices):
    """What a look at a page found."""

    RIGHT = "right", _("Still right")
    CHANGED = "changed", _("Changed")


class ReviewLog(models.Model):
    """One look: who, when, what they found, and which version they saw."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=ReviewOutcome)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["page", "-at"], name="reviews_of_page")]


class DigestChoice(models.Model):
    """How often somebody wants their tasks by email. Without a row: once a week."""

    class Often(models.TextChoices):
        """How often."""

        WEEKLY = "weekly", _("Once a week")
        DAILY = "daily", _("Every day")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    often = models.CharField(_("My tasks by email"), max_length=10, choices=Often, default=Often.WEEKLY)


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day if it has fewer."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def rows_for(pages: Any) -> models.QuerySet[Governance]:
    """Return the rows that say something of these pages: their own, and those of their originals."""
    keys = {page.translation_key for page in pages}
    own = models.Q(page__in=[page.pk for page in pages])
    original = models.Q(page__locale__language_code=settings.LANGUAGE_CODE, page__alias_of=None)
    found = Governance.objects.filter(own | original, page__translation_key__in=keys)
    return found.select_related("page", "owner", "backup")
