"""Background work: deliver soon after a submission. The timer would, too; this is only quicker."""

from django_tasks import task

from services.delivery.models import Destination
from services.delivery.passing import deliver_due


@task()
def deliver() -> None:
    """Make one pass. What a pass could not deliver waits for the timer's."""
    deliver_due()


def deliver_soon() -> None:
    """Have a worker make a pass, if there is anywhere to deliver to.

    A queue that cannot wait (tests, or a plain one) leaves it to the timer: nobody who presses Submit
    waits for a back office.
    """
    if deliver.get_backend().supports_defer and Destination.objects.filter(off_at__isnull=True).exists():
        deliver.enqueue()
