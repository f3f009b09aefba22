"""What a message is about: the reference that staff know it by, never what it says or to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from services import wording
from services.applications.models import Application, Event, Upload
from services.booking.models import Appointment
from services.notifications.models import Message, Way

WAYS = {
    Way.EMAIL: _("By email"),
    Way.SMS: _("By text message"),
    Way.LETTER: _("By letter"),
}


OF_AN_APPLICATION = frozenset({"application", "answers"})


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message with what it tells of. A message about an account has neither of the two."""

    message: Message
    application: Application | None = None
    appointment: Appointment | None = None
    printed_at: datetime | None = None

    @property
    def reference(self) -> str:
        """The reference of what it tells of; empty for an account."""
        about = self.application or self.appointment
        return about.reference if about else ""

    @property
    def what(self) -> str:
        """What it says, as a kind."""
        return wording.sentence(f"message_{self.message.kind}")

    @property
    def way(self) -> str:
        """How it was to reach the person."""
        return str(WAYS[Way(self.message.way)])

    @property
    def why_failed(self) -> str:
        """Why it could not be sent."""
        code = f"failure_{self.message.error}"
        return wording.sentence(code if code in wording.SENTENCES else "failure_unknown")

    @property
    def subject(self) -> str:
        """How events name it."""
        return subject_of(self.message)


def subject_of(message: Message) -> str:
    """Return how events name a message."""
    return f"message:{message.pk}"


def described(messages: Iterable[Message]) -> list[Outgoing]:
    """Return messages with what they tell of. Four queries, however many there are."""
    told = [(message, *_about(message)) for message in messages]
    files = Upload.objects.in_bulk([key for _message, kind, key in told if kind == "upload"])
    applications = Application.objects.in_bulk(
        [key for _message, kind, key in told if kind in OF_AN_APPLICATION]
        + [file.application_id for file in files.values()]
    )
    appointments = Appointment.objects.select_related("application").in_bulk(
        [key for _message, kind, key in told if kind == "appointment"]
    )
    printed = dict(
        Event.objects.filter(
            kind="letter_printed", subject__in=[subject_of(message) for message, *_about in told]
        ).values_list("subject", "at")
    )
    found = []
    for message, kind, key in told:
        at = files[key].application_id if kind == "upload" and key in files else key
        found.append(
            Outgoing(message, applications.get(at), appointments.get(key), printed.get(subject_of(message)))
        )
    return found


def _about(message: Message) -> tuple[str, UUID]:
    kind, _colon, key = message.about.partition(":")
    return kind, UUID(key)
