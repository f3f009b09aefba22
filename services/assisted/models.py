"""A stretch of help: who helped whom, by which channel, on whose authority, checked how."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from services.applications.choices import ChannelChoice
from services.applications.models import Application
from services.assisted.choices import Authority, Check
from services.assisted.missing.models import CallToMake, CallTry
from services.checklists.models import Checklist
from services.identity.actors import Role

__all__ = ["AssistedSession", "CallToMake", "CallTry"]


class AssistedSession(models.Model):
    """An adviser acts as themselves for one person, from hello to goodbye. Never a login-as."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assisted_sessions"
    )
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    application = models.ForeignKey(
        Application, null=True, on_delete=models.PROTECT, related_name="assisted_sessions"
    )
    checklist = models.ForeignKey(
        Checklist, null=True, on_delete=models.SET_NULL, related_name="assisted_sessions"
    )
    """The checklist that was found by its own code, in the place of an application."""
    authority = models.CharField(max_length=8, choices=Authority, default=Authority.SELF)
    acting_name = models.BinaryField(default=b"")
    """Name of who acts for the person, and by what right: sealed for the site."""
    check_made = models.CharField(max_length=10, choices=Check, default=Check.NONE)
    checked_at = models.DateTimeField(null=True)
    consented_at = models.DateTimeField(null=True)
    """When the privacy words were read aloud and agreed to."""
    language = models.CharField(max_length=10, default="en")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["staff", "ended_at"], name="assisted_open")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="assisted_check_has_its_moment",
                condition=Q(check_made="none", checked_at__isnull=True)
                | (~Q(check_made="none") & Q(checked_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="assisted_outcome_when_ended",
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"assisted session {self.pk}"

    @property
    def is_checked(self) -> bool:
        """Whether the adviser may see what this person told us."""
        return self.check_made != Check.NONE and self.consented_at is not None

    @property
    def speaker(self) -> Role:
        """Whose answers these are: the person's own, unless somebody acts for them who is not with them."""
        return Role.HELPER if self.authority == Authority.ACTING else Role.CITIZEN
