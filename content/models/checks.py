"""What was found when a page was to go live, who waved what through and why, and what failed at its time."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Outcome(models.TextChoices):
    """What became of an attempt to publish."""

    PUBLISHED = "published", _("Published")
    SCHEDULED = "scheduled", _("Will be published at its time")
    REFUSED = "refused", _("Not published")


class PublishCheckRun(models.Model):
    """The result of one look at a page that somebody, or its time, wanted to publish."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Nobody: its time had come, or a command published it.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    rules = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # Stands for the words that were looked at: content.checks.languages.words_of.
    words = models.CharField(max_length=16)
    # Each as content.checks.findings.Finding.as_data gives it, with the reason if it was dismissed.
    findings = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["page", "-at"])]


class Dismissal(models.Model):
    """Why a page goes live although a rule found something. Only for findings that do not stop it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=24)
    code = models.CharField(max_length=30)
    reason = models.TextField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "signature"], name="finding_dismissed_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="dismissal_has_reason"),
        ]


class Due(models.TextChoices):
    """What was to happen by itself."""

    PUBLISH = "publish", _("Go live")
    EXPIRE = "expire", _("Be taken down")


class ScheduleFailure(models.Model):
    """Something that could not be done at its time. It is open until it is done, or no longer wanted."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    what = models.CharField(max_length=10, choices=Due.choices)
    due_at = models.DateTimeField()
    reasons = models.JSONField(default=list)
    failed_at = models.DateTimeField(default=timezone.now)
    solved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "what", "due_at"], name="schedule_failed_once_per_time"
            )
        ]
        ordering: ClassVar = ["due_at"]

    @classmethod
    def still_open(cls) -> models.QuerySet["ScheduleFailure"]:
        """Return the failures that somebody still has to look after."""
        return cls.objects.filter(solved_at=None)

    @classmethod
    def of(cls, instance: Any) -> models.QuerySet["ScheduleFailure"]:
        """Return the open failures of a page, a form or anything else that has drafts."""
        kind = ContentType.objects.get_for_model(Page if isinstance(instance, Page) else type(instance))
        return cls.still_open().filter(content_type=kind, object_id=str(instance.pk))
