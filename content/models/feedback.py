"""What readers say of a page, and what became of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Revision

from services.identity.models import User


class FeedbackState(models.TextChoices):
    """What became of a comment."""

    NEW = "new", pgettext_lazy("feedback", "New")
    ACCEPTED = "accepted", pgettext_lazy("feedback", "Accepted: to be mended")
    FIXED = "fixed", pgettext_lazy("feedback", "Fixed")
    NOT_OURS = "not_ours", pgettext_lazy("feedback", "Not ours to mend")
    IRRELEVANT = "irrelevant", pgettext_lazy("feedback", "Irrelevant")


OPEN = (FeedbackState.NEW, FeedbackState.ACCEPTED)


class FeedbackQuerySet(models.QuerySet["PageFeedback"]):
    """Words for choosing among them."""

    def told(self) -> "FeedbackQuerySet":
        """Return those that say something, or about which something was decided; the others only count."""
        return self.exclude(doing="", wrong="", state=FeedbackState.NEW)

    def still_open(self) -> "FeedbackQuerySet":
        """Return those that somebody still has to deal with."""
        return self.told().filter(state__in=OPEN)


class PageFeedback(models.Model):
    """One answer to "Is this page useful?". Who gave it is not kept, nor the hour.

    `page` is the page whose words were read: an alias has none of its own. It is empty for a page that
    nobody writes in the editor, such as a step of a form; then `path` alone says which.
    """

    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    path = models.CharField(max_length=255)
    seen = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    given_on = models.DateField()
    useful = models.BooleanField()
    doing = models.TextField(blank=True)
    wrong = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=FeedbackState, default=FeedbackState.NEW)
    fixed_in = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        indexes: ClassVar = [
            models.Index(fields=["state", "given_on"], name="feedback_by_state"),
            models.Index(fields=["page", "useful"], name="feedback_by_page"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(fixed_in=None) | models.Q(state=FeedbackState.FIXED),
                name="feedback_fixed_in_only_if_fixed",
            )
        ]


class FeedbackDecision(models.Model):
    """Who decided what about one comment, when and why."""

    feedback = models.ForeignKey(PageFeedback, on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=10, choices=FeedbackState)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
