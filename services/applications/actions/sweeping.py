"""Keep the private storage tidy: files never finished, and files that a crash left behind."""

from datetime import timedelta
from uuid import UUID

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from services.applications.actions.coming import forget_coming
from services.applications.actions.locking import locked
from services.applications.actions.storing import EVIDENCE, PIECES, delete_pieces, listed
from services.applications.models import PartialUpload, Upload

UNFINISHED_KEPT = timedelta(hours=24)
"""After the last piece."""
LEFT_BEHIND = timedelta(days=1)
"""No request takes this long from writing a file to naming it in a row."""
BELIEVED = 20
"""So many files without a row may be a crash's, however few others there are."""


class StrangeFiles(Exception):
    """More files are unknown than known: this is more likely another database than a crash."""


def forget_unfinished() -> int:
    """Let go of files of which no piece came for a day. Returns how many."""
    due = PartialUpload.objects.filter(used_at__lt=timezone.now() - UNFINISHED_KEPT)
    count = 0
    for pk, application_id in list(due.values_list("pk", "application_id")):
        with transaction.atomic():  # each looked at again, locked: a piece may just have come
            locked(application_id, remembers=True)
            count += forget_coming(due.filter(pk=pk))
    return count


def sweep_files() -> int:
    """Delete what no row names: evidence files, and pieces of files on their way. Returns how many files.

    Raises StrangeFiles, having deleted nothing.
    """
    _folders, files = listed(EVIDENCE)
    counting = Upload.objects.filter(removed_at=None).exclude(state=Upload.State.REFUSED)
    named = set(counting.values_list("stored_as", flat=True))
    places = (f"{EVIDENCE}/{name}" for name in files)
    left = [place for place in places if place not in named and _is_old(place)]
    if len(left) > max(BELIEVED, len(named)):
        raise StrangeFiles
    for place in left:
        storages["private"].delete(place)
    return len(left) + _sweep_pieces()


def _sweep_pieces() -> int:
    folders, _files = listed(PIECES)
    coming = {str(pk) for pk in PartialUpload.objects.filter(finished_as=None).values_list("pk", flat=True)}
    count = 0
    for folder in folders:
        _folders, pieces = listed(f"{PIECES}/{folder}")
        if folder not in coming and all(_is_old(f"{PIECES}/{folder}/{piece}") for piece in pieces):
            delete_pieces(UUID(folder))
            count += len(pieces)
    return count


def _is_old(place: str) -> bool:
    try:
        return storages["private"].get_modified_time(place) < timezone.now() - LEFT_BEHIND
    except FileNotFoundError:  # deleted just now
        return False
