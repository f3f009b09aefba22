"""The keys of partners, and what was started with each."""

import uuid
from typing import ClassVar

from django.db import models

from services.applications.models import Application
from services.definitions.models import Form


class ApiKey(models.Model):
    """One partner's key. Only a keyed hash of it is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.CharField(max_length=80)
    name = models.CharField(max_length=80, blank=True)
    """Which of the organisation's systems has it."""
    forms = models.ManyToManyField(Form, related_name="+")
    """What it may be used for."""
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    """When it was last used."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["organisation", "made_at"]

    def __str__(self) -> str:
        return f"key {self.pk}"

    @property
    def subject(self) -> str:
        """What its events are about."""
        return f"api-key:{self.pk}"


class Started(models.Model):
    """An application that was started with a key, and by which request."""

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="started")
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="+")
    request = models.CharField(max_length=64)
    """Keyed hash of the Idempotency-Key: the same request again starts nothing."""
    content = models.CharField(max_length=64)
    """Keyed hash of what was sent with it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "request"], name="started_once_for_a_request")
        ]
