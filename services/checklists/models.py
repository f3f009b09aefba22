"""A kept checklist, and by what it is found again: a code, or an application or appointment."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from services import vault
from services.applications.models import Application
from services.booking.models import Appointment
from services.checklists.contents import Contents, from_bytes, to_bytes

CONTEXT = "checklist"


class Checklist(models.Model):
    """One person's checklist of one life event.

    Whoever has no account opens it by a code of its own, or by what belongs to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.CharField(max_length=40)
    """Which life event: the same in every language. Only content knows more of it (see places.py)."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="checklists"
    )
    """The citizen's account, when they have one."""
    reference = models.CharField(max_length=20, null=True, unique=True)  # noqa: DJ001  # unique only where given
    """What we call it, once its person was given a code for it."""
    data_key = models.BinaryField()
    """A key of its own, wrapped by the site's: without it nothing here can be read in any copy."""
    sealed = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(db_index=True)
    """When somebody last opened or changed it: how long it is kept counts from here."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "event"],
                condition=Q(owner__isnull=False),
                name="checklist_once_in_an_account",
            )
        ]

    def __str__(self) -> str:
        return f"checklist {self.pk}"

    @property
    def subject(self) -> str:
        """How events name it."""
        return f"checklist:{self.pk}"

    @property
    def contents(self) -> Contents:
        """What it holds, opened."""
        return from_bytes(vault.Box(bytes(self.data_key)).open(self.sealed, context=CONTEXT))

    @contents.setter
    def contents(self, contents: Contents) -> None:
        self.sealed = vault.Box(bytes(self.data_key)).seal(to_bytes(contents), context=CONTEXT)


class ChecklistCode(models.Model):
    """A secret that opens a checklist again, like the ResumeCode of an application. Only a keyed hash."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=8)
    """printed or spoken: how it was given."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Belonging(models.Model):
    """Something its person did with us for one of its things: it opens the checklist again."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="belongings")
    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE, related_name="+")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="checklist_belonging_is_one_thing",
                condition=Q(application__isnull=False, appointment=None)
                | Q(application=None, appointment__isnull=False),
            ),
            models.UniqueConstraint(fields=["checklist", "application"], name="checklist_application_once"),
            models.UniqueConstraint(fields=["checklist", "appointment"], name="checklist_appointment_once"),
        ]
