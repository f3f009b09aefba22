"""Erases the words of messages when they are no longer needed; that they were sent stays on record."""

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from services.notifications.models import Message, State


def purge() -> int:
    """Erase recipient and words of messages that ended longer ago than MESSAGE_RETENTION. Return how many."""
    before = timezone.now() - settings.MESSAGE_RETENTION
    ended = Q(state=State.SENT, sent_at__lt=before) | Q(
        state__in=[State.FAILED, State.VOID], send_at__lt=before
    )
    return Message.objects.filter(ended).exclude(content=b"").update(content=b"")
