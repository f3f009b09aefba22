"""The outbox: say something to somebody, take it back, and see what is waiting or could not be sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from services.notifications.contents import Attachment, Content, compose, seal, unseal
from services.notifications.models import Message, State, Way
from services.notifications.tasks import hand_over

_STILL_OURS = (State.QUEUED, State.TO_PRINT, State.FAILED)


@transaction.atomic
def queue(
    *,
    way: Way,
    to: str,
    kind: str,
    language: str,
    about: str,
    sequence: int = 0,
    context: Mapping[str, Any] | None = None,
    send_at: datetime | None = None,
    useful_until: datetime | None = None,
    attachments: Sequence[Attachment] = (),
    enclosed: str = "",
) -> Message:
    """Put a message into the outbox within the caller's transaction; it leaves after the commit.

    `kind` names the template (see contents.compose). `about` says what it tells of, without
    personal data ("appointment:UUID"). The same about, sequence, kind and way is said once: a
    second call returns the first message. Sent at `send_at` (now by default); after
    `useful_until` it is void instead. `enclosed` is the HTML of a
    sheet that goes with a letter. Raises ValueError on an empty recipient.
    """
    if not to.strip():
        raise ValueError(f"a message of kind {kind!r} has no recipient")
    message_id = uuid4()
    content = compose(
        way=way,
        to=to,
        kind=kind,
        language=language,
        context=context or {},
        attachments=attachments,
        enclosed=enclosed,
    )
    message, is_new = Message.objects.get_or_create(
        about=about,
        sequence=sequence,
        kind=kind,
        way=way,
        defaults={
            "id": message_id,
            "language": language,
            "content": seal(content, message_id),
            "send_at": send_at or timezone.now(),
            "useful_until": useful_until,
        },
    )
    if is_new:
        transaction.on_commit(partial(hand_over, message.pk, message.send_at))
    return message


@transaction.atomic
def void(*, about: str, before_sequence: int) -> int:
    """Take back what is not sent yet and tells of an earlier state of `about`. Return how many.

    Their words are erased at once. What a worker has just taken may still go out.
    """
    return Message.objects.filter(about=about, sequence__lt=before_sequence, state__in=_STILL_OURS).update(
        state=State.VOID, content=b""
    )


def failed() -> QuerySet[Message]:
    """Return messages that we gave up: for each, somebody must reach the person another way."""
    return Message.objects.filter(state=State.FAILED).order_by("created_at")


@transaction.atomic
def retry(message: Message) -> bool:
    """Send a given-up message again from the start; False if it is not given up (any more)."""
    changed = Message.objects.filter(pk=message.pk, state=State.FAILED).exclude(content=b"")
    if not changed.update(state=State.QUEUED, attempts=0, interruptions=0, error="", send_at=timezone.now()):
        return False
    transaction.on_commit(partial(hand_over, message.pk, timezone.now()))
    return True


@transaction.atomic
def send_on_paper(message: Message, *, to: str) -> bool:
    """Write a given-up message as a letter to the address lines `to`, in its place.

    False if it is not given up (any more) or its words are erased.
    """
    given_up = Message.objects.select_for_update().filter(pk=message.pk, state=State.FAILED)
    found = given_up.exclude(content=b"").exclude(way=Way.LETTER).first()
    if found is None:
        return False
    subject, body = unseal(found).on_paper
    letter_id = uuid4()
    letter, is_new = Message.objects.get_or_create(
        about=found.about,
        sequence=found.sequence,
        kind=found.kind,
        way=Way.LETTER,
        defaults={
            "id": letter_id,
            "language": found.language,
            "content": seal(Content(to=to, subject=subject, body=body), letter_id),
            "useful_until": found.useful_until,
        },
    )
    if is_new:
        transaction.on_commit(partial(hand_over, letter.pk, letter.send_at))
    return settle(found)


@transaction.atomic
def print_here(message: Message) -> bool:
    """Put a given-up letter into the desk's own print queue; False if it is not given up (any more)."""
    changed = Message.objects.filter(pk=message.pk, state=State.FAILED, way=Way.LETTER).exclude(content=b"")
    return bool(changed.update(state=State.TO_PRINT, error=""))


@transaction.atomic
def settle(message: Message) -> bool:
    """Close a given-up message because the person was reached another way; erases its words."""
    changed = Message.objects.filter(pk=message.pk, state=State.FAILED)
    return bool(changed.update(state=State.VOID, content=b""))
