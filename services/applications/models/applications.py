"""One person's run at a form, its receipt and the codes that open it again."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from services import vault
from services.applications.choices import ChannelChoice, State
from services.definitions.document import Document
from services.definitions.models import FormVersion


class Application(models.Model):
    """One person's run at a form, whatever channels it goes through."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="applications")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applications",
    )
    """The citizen's account, when they have one and are signed in."""
    language = models.CharField(max_length=10, default="en")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    started_by_channel = models.CharField(max_length=12, choices=ChannelChoice)
    data_key = models.BinaryField()
    """The wrapped key of everything this person entered. Empty once erased."""
    snapshot = models.BinaryField(default=b"")
    """All current answers in one sealed piece (see snapshot.py). Empty where the rows must be read."""
    started_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField()
    """When someone last did something with it: a draft's life counts from here."""
    expires_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    changed_from = models.ForeignKey(FormVersion, null=True, on_delete=models.PROTECT, related_name="+")
    """The version its person last saw, while they have still to be told what has changed since."""
    closed_at = models.DateTimeField(null=True)
    """When a new version of the form closed it. Its person may begin again with what still fits."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "expires_at"], name="application_expiry")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="application_submitted_when_it_says_so",
                condition=Q(state=State.SUBMITTED, submitted_at__isnull=False)
                | Q(state=State.DRAFT, submitted_at__isnull=True)
                | Q(state=State.ERASED),
            )
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def box(self) -> vault.Box:
        """The opened data key. Raises vault.Unreadable once the application is erased."""
        return vault.Box(bytes(self.data_key))

    @property
    def document(self) -> Document:
        """The definition this application was started with; once it is sent, in the words of that moment."""
        return self.version.document_at(self.submitted_at)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be filled in."""
        return self.state == State.DRAFT


class Receipt(models.Model):
    """Proof that an application was submitted: exactly one for each."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="receipt")
    number = models.CharField(max_length=20, unique=True)
    submitted_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=ChannelChoice)
    declared_how = models.CharField(max_length=12)
    """ticked, signed or spoken."""
    declared_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The adviser who heard or keyed the declaration."""


class ResumeCode(models.Model):
    """A secret that opens an application again. Only a keyed hash is stored."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="resume_codes")
    digest = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=8)
    """printed, email, spoken or partner: how it was given."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["application", "revoked_at"], name="resume_code_live")]
