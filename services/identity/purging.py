"""Forgets what sign-in left behind: addresses nobody confirmed, old counts of tries, ended sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from services.identity.models import Tries, User

UNCONFIRMED_KEPT = timedelta(days=7)
TRIES_KEPT = timedelta(days=1)  # by then every bucket is full again


def purge() -> int:
    """Delete them all and return how many rows went."""
    now = timezone.now()
    unconfirmed = User.objects.filter(
        is_staff=False, last_login=None, person=None, date_joined__lt=now - UNCONFIRMED_KEPT
    ).exclude(emailaddress__verified=True)
    gone = [
        unconfirmed.delete(),
        Tries.objects.filter(refilled_at__lt=now - TRIES_KEPT).delete(),
        Session.objects.filter(expire_date__lt=now).delete(),
    ]
    return sum(rows for rows, _ in gone)
