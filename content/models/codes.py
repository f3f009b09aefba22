"""Short addresses of services: for letters, the phone and QR codes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class ShortCode(models.Model):
    """What stands after /s/ for a service in all its languages.

    It is beside the page, not part of its drafts, and is never deleted: letters outlive pages, and a code
    that led to one service must not lead to another.
    """

    plain = models.CharField(max_length=40, unique=True)
    """As it is looked up: capitals and digits only (content/short/letters.py)."""
    shown = models.CharField(max_length=40)
    translation_key = models.UUIDField(db_index=True)
    is_automatic = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["is_automatic", "-made_at", "-pk"]
        """The one to show comes first: the newest that somebody chose."""

    def __str__(self) -> str:
        return self.shown
