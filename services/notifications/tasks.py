"""Background work: hands one message to its carrier. Arguments are ids: the queue holds no personal data."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from services.notifications.delivery import deliver


@task()
def deliver_message(message_id: str) -> None:
    """Deliver one message, and come back for it if it could not be sent yet."""
    again_at = deliver(UUID(message_id))
    if again_at:
        hand_over(UUID(message_id), again_at)


def hand_over(message_id: UUID, send_at: datetime) -> None:
    """Give a message to the workers, for now or for later.

    A queue that cannot wait (tests, or a plain one) leaves later messages to `deliver_due`.
    """
    if send_at <= timezone.now():
        deliver_message.enqueue(str(message_id))
    elif deliver_message.get_backend().supports_defer:
        deliver_message.using(run_after=send_at).enqueue(str(message_id))
