"""Batches of letters: what the desk prints together, once, under a number."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from services.identity.models import User
from services.notifications.letters import waiting
from services.notifications.models import LetterBatch, Message, State

LETTERS_A_BATCH = 200  # what a printer and a person manage in a go; the rest makes the next

BATCHES_SHOWN = 10


def unbatched() -> QuerySet[Message]:
    """Return the letters that wait and are in no batch, oldest first."""
    return waiting().filter(batch__isnull=True)


def to_post() -> QuerySet[LetterBatch]:
    """Return the batches that were not posted yet, oldest first."""
    return LetterBatch.objects.filter(posted_at__isnull=True).order_by("pk")


def posted_lately() -> QuerySet[LetterBatch]:
    """Return the last batches that were posted: they can be printed again while their words are kept."""
    return LetterBatch.objects.filter(posted_at__isnull=False).order_by("-pk")[:BATCHES_SHOWN]


@transaction.atomic
def make(by: User | None) -> LetterBatch | None:
    """Return a new batch of the letters that wait, None if none does. A letter is in one batch only."""
    letters = list(unbatched().select_for_update()[:LETTERS_A_BATCH])
    if not letters:
        return None
    batch = LetterBatch.objects.create(made_by=by)
    for place, letter in enumerate(letters, start=1):
        letter.batch, letter.place = batch, place
    Message.objects.bulk_update(letters, ["batch", "place"])
    return batch


def kept_in(batch: LetterBatch) -> list[Message]:
    """Return the letters of a batch that can be printed (again): those that hold and are not erased."""
    letters = batch.letters.exclude(state=State.VOID).exclude(content=b"")
    return list(letters.order_by("place"))


def taken_back(batch: LetterBatch) -> list[Message]:
    """Return those that are true no more: they must not be posted."""
    return list(batch.letters.filter(state=State.VOID).order_by("place"))


@transaction.atomic
def close(batch: LetterBatch) -> bool:
    """Note that a batch was posted; False if a colleague has done so."""
    open_still = LetterBatch.objects.filter(pk=batch.pk, posted_at__isnull=True)
    return bool(open_still.update(posted_at=timezone.now()))
