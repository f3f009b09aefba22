"""Background work: hands one message to its carrier. Arguments are ids: the queue holds no personal data."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from services.notifications.delivery import deliver

_URGENT = 50  # of 100; 0 is usual


@task()
def deliver_message(message_id: str) -> None:
    """Deliver one message, and come back for it if it could not be sent yet."""
    again_at = deliver(UUID(message_id))
    if again_at:
        hand_over(UUID(message_id), again_at)


def hand_over(message_id: UUID, send_at: datetime) -> None:
    """Give a message to the workers, for now or for later, ahead of indexing and other patient work.

    A queue that cannot wait (tests, or a plain one) leaves later messages to `deliver_due`.
    """
    backend = deliver_message.get_backend()
    options: dict[str, Any] = {"priority": _URGENT} if backend.supports_priority else {}
    if send_at > timezone.now():
        if not backend.supports_defer:
            return
        options["run_after"] = send_at
    deliver_message.using(**options).enqueue(str(message_id))
