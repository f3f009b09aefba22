"""Links that pages lead to, and what was found when they were last followed."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

BROKEN_AFTER = 3
"""A link that could not be followed this many times, on different days, counts as broken."""
EVERY = timedelta(days=7)
AGAIN = timedelta(days=1)


class LinkState(models.TextChoices):
    """What following a link led to."""

    UNSEEN = "unseen", _("Not looked at yet")
    FINE = "fine", _("Leads somewhere")
    GONE = "gone", _("The page does not exist (any more)")
    ERROR = "error", _("The other website reports an error")
    SILENT = "silent", _("The other website does not answer")
    UNSAFE = "unsafe", _("The address cannot be opened from the public internet")
    UNASKED = "unasked", _("The other website does not want to be asked by programs")


FAILING = (LinkState.GONE, LinkState.ERROR, LinkState.SILENT, LinkState.UNSAFE)


class LinkCheck(models.Model):
    """One address, on this site or another, or one page of ours (`page:ID`)."""

    url = models.CharField(max_length=2000, unique=True)
    external = models.BooleanField()
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.UNSEEN)
    status = models.PositiveSmallIntegerField(null=True)
    """Of the answer by HTTP, if there was one."""
    checked_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)
    first_failed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["external", "due_at"], name="links_due")]

    @property
    def is_broken(self) -> bool:
        """Whether it failed often enough to count."""
        return self.state in FAILING and (not self.external or self.failures >= BROKEN_AFTER)

    @classmethod
    def broken(cls) -> models.QuerySet["LinkCheck"]:
        """Return those that somebody has to mend: ours at once, others' after several tries."""
        enough = models.Q(external=False) | models.Q(failures__gte=BROKEN_AFTER)
        return cls.objects.filter(enough, state__in=FAILING)


class LinkUse(models.Model):
    """A page that leads there, and by which of its fields."""

    link = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "page", "field"], name="link_used_once_a_field")
        ]
