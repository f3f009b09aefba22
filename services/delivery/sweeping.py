"""Notice every submitted application that should go somewhere. Nothing can be lost here, because:

- A receipt is the only proof that something was submitted, and it is in the same transaction as the
  submission. What we owe is worked out from receipts, not from a message about them: there is no hook
  that a killed worker could leave out, and nothing to repair after one.
- A sweep writes a row for every receipt without one. Swept twice, or by two workers at once, the unique
  constraint on (destination, application) keeps it one row.
- It never moves past what it has not seen: it looks back a day behind the start of the last sweep that
  was finished, and no submission takes a day between choosing its time and its commit. A worker that was
  off for a week looks back a week.
- An application that is owed somewhere is not erased (owed), and owed sweeps first.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from services.applications.choices import State as ApplicationState
from services.applications.models import Receipt
from services.delivery.models import UNCONFIRMED, Delivery, Destination

OVERLAP = timedelta(days=1)
AT_ONCE = 500


def sweep() -> int:
    """Write down what is owed to destinations that are on. Returns how many deliveries are new."""
    return sum(sweep_one(destination) for destination in Destination.objects.filter(off_at__isnull=True))


def sweep_one(destination: Destination) -> int:
    """Write down what is owed to one destination. Returns how many deliveries are new."""
    began_at = timezone.now()
    before = destination.deliveries.count()
    found = list(_missing(destination))
    for start in range(0, len(found), AT_ONCE):
        with transaction.atomic():
            Delivery.objects.bulk_create(
                [
                    Delivery(destination=destination, application_id=pk, next_try_at=began_at)
                    for pk in found[start : start + AT_ONCE]
                ],
                ignore_conflicts=True,
            )
    Destination.objects.filter(pk=destination.pk, swept_at__lt=began_at).update(swept_at=began_at)
    return destination.deliveries.count() - before if found else 0


def _missing(destination: Destination) -> QuerySet[Receipt, UUID]:
    look_from = max(destination.since_at, destination.swept_at - OVERLAP)
    known = Delivery.objects.filter(destination=destination, application=OuterRef("application"))
    found = Receipt.objects.filter(
        ~Exists(known), submitted_at__gte=look_from, application__state=ApplicationState.SUBMITTED
    )
    if destination.form_id:
        found = found.filter(application__version__form=destination.form_id)
    return found.order_by("submitted_at").values_list("application", flat=True)


def owed() -> QuerySet[Delivery, Any]:
    """Return the ids of applications that some destination has still to confirm: keep them."""
    sweep()
    return Delivery.objects.filter(state__in=UNCONFIRMED).values("application")
