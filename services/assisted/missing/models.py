"""Calls to make. What to ask, and whether anything is missing still, is read from the answers each time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.applications.models import Application


class Try(models.TextChoices):
    """How a try to call went."""

    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Not reached")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


class CallToMake(models.Model):
    """Somebody is to be called about what is missing in their form. Holds nothing that they told us."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="call_to_make")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"call about {self.application_id}"


class CallTry(models.Model):
    """One try to reach them."""

    call = models.ForeignKey(CallToMake, on_delete=models.CASCADE, related_name="tries")
    outcome = models.CharField(max_length=12, choices=Try)
    tried_at = models.DateTimeField()
    tried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["tried_at", "id"]
