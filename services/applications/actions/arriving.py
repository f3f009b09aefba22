"""Take a file in by pieces, so that it goes on where a lost connection stopped it.

The steps are those of the IETF's resumable uploads (draft-ietf-httpbis-resumable-upload): begin, add a
piece at an offset, finish; whoever begins the same file again learns how much of it is here. Each
locks the application first, so that two windows, or the same piece twice, never mix.
"""

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from services import vault
from services.applications.actions.coming import (
    delete_pieces_soon,
    drop,
    find_coming,
    fingerprint,
    forget_coming,
    name_coming,
    name_context,
)
from services.applications.actions.locking import locked, locked_as_seen, locked_draft, touch
from services.applications.actions.storing import read_pieces, store_piece
from services.applications.actions.uploading import (
    asked_evidence,
    check_room,
    check_size,
    keep_file,
    looked_into,
    remove_file,
)
from services.applications.errors import (
    FileBroken,
    FileNotKept,
    FileRefused,
    PieceOutOfPlace,
    TooManyUnfinished,
)
from services.applications.inspection.names import cleaned
from services.applications.models import Application, PartialUpload, Upload
from services.applications.sealing import seal_text
from services.definitions.channels import Channel
from services.identity.actors import Actor

PIECE_MIN_BYTES = 16 * 1024
"""Of every piece but the last: it bounds how many a file can have."""
PIECE_MAX_BYTES = 512 * 1024
UNFINISHED_MAX = 10
"""Of one application, whatever its questions allow."""


@transaction.atomic
def begin_file(
    *, application: Application, question: str, name: str, size_bytes: int, sha256: str, row: str = ""
) -> PartialUpload:
    """Return the file to send pieces of: the one that was begun before if it is the same file.

    Raises FileTooLarge, FileEmpty, TooManyFiles, TooManyUnfinished, NotDraft, FormChanged.
    """
    check_size(size_bytes)
    draft = locked_as_seen(application, remembers=True)
    asked = asked_evidence(draft, question)
    mark = fingerprint(draft, sha256)
    begun = PartialUpload.objects.filter(application=draft, question=question, row=row)
    if same := begun.filter(fingerprint=mark).select_related("finished_as").first():
        if same.size_bytes == size_bytes and _still_counts(same):
            return same
        drop(same)
    check_room(draft, asked, row, coming=begun.filter(finished_as=None).count())
    if draft.partial_uploads.filter(finished_as=None).count() >= UNFINISHED_MAX:
        raise TooManyUnfinished
    coming = PartialUpload(
        application=draft,
        question=question,
        row=row,
        fingerprint=mark,
        size_bytes=size_bytes,
        used_at=timezone.now(),
    )
    coming.name = seal_text(draft.box, cleaned(name), context=name_context(coming))
    coming.save(force_insert=True)
    touch(draft)
    return coming


@transaction.atomic
def add_piece(*, application: Application, upload_id: UUID, offset: int, piece: bytes) -> PartialUpload:
    """Return the file with a piece more.

    Raises PieceOutOfPlace if another window was quicker, or for a piece of a size that cannot be;
    FileGone, FileNotKept, NotDraft, FormChanged.
    """
    draft = locked_as_seen(application, remembers=True)
    coming = find_coming(draft, upload_id)
    end = offset + len(piece)
    least = min(PIECE_MIN_BYTES, coming.size_bytes - offset)
    fits = 0 < least <= len(piece) <= PIECE_MAX_BYTES and end <= coming.size_bytes
    if not fits or offset != coming.received_bytes:
        raise PieceOutOfPlace(offset=coming.received_bytes)
    store_piece(draft.box, coming, piece)
    coming.received_bytes, coming.used_at = end, timezone.now()
    coming.save(update_fields=["received_bytes", "used_at"])
    return coming


def finish_file(*, application: Application, upload_id: UUID, by: Actor, channel: Channel) -> Upload:
    """Return the file, looked into and kept like one that came whole; asked twice, the same one.

    One that is turned down is gone with its pieces. Raises what `receive_file` does, PieceOutOfPlace if
    some of it has still to come, FileGone, FileNotKept (which may be tried again).
    """
    coming = find_coming(application, upload_id)
    if coming.finished_as:
        return coming.finished_as
    if coming.received_bytes < coming.size_bytes:
        raise PieceOutOfPlace(offset=coming.received_bytes)
    try:
        kept = looked_into(
            application=application,
            question=coming.question,
            name=name_coming(coming, application),
            plain=_whole(application, coming),
            row=coming.row,
        )
        with transaction.atomic():
            draft = locked_as_seen(application)
            coming = find_coming(draft, upload_id)
            if coming.finished_as:
                return coming.finished_as
            coming.finished_as = keep_file(
                application=draft,
                question=coming.question,
                kept=kept,
                by=by,
                channel=channel,
                row=coming.row,
            )
            coming.save(update_fields=["finished_as"])
            delete_pieces_soon(coming.pk)
            return coming.finished_as
    except FileNotKept:
        raise
    except FileRefused:
        with transaction.atomic():
            held = locked(application.pk, remembers=True)
            found = held.partial_uploads.filter(pk=upload_id)
            now = found.select_related("finished_as").first()
            if now and now.finished_as:  # another window was quicker
                return now.finished_as
            forget_coming(found)
        raise


def cancel_file(*, application: Application, upload_id: UUID, by: Actor, channel: Channel) -> None:
    """Let go of a file on its way, or of what it became. One that is gone changes nothing.

    Raises NotDraft.
    """
    with transaction.atomic():
        draft = locked_draft(application.pk, remembers=True)
        found = draft.partial_uploads.filter(pk=upload_id)
        became = found.values_list("finished_as", flat=True).first()
        forget_coming(found)
    if became:
        remove_file(application=application, upload_id=str(became), by=by, channel=channel)


def _still_counts(coming: PartialUpload) -> bool:
    became = coming.finished_as
    return became is None or (became.removed_at is None and became.state != Upload.State.REFUSED)


def _whole(application: Application, coming: PartialUpload) -> bytes:
    """Return all of it. Raises FileBroken if it is not what was begun, FileNotKept if it cannot be read."""
    try:
        plain = read_pieces(application.box, coming)
    except (FileNotFoundError, vault.Unreadable):
        raise FileBroken from None
    except OSError:
        raise FileNotKept from None
    if fingerprint(application, hashlib.sha256(plain).hexdigest()) != coming.fingerprint:
        raise FileBroken
    return plain
