"""Files that are on their way in pieces: how they are known again, and how they are let go of."""

import hashlib
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from services import vault
from services.applications.actions.locking import locked
from services.applications.actions.storing import delete_pieces
from services.applications.errors import FileGone
from services.applications.models import Application, PartialUpload
from services.applications.sealing import open_text
from services.definitions.kinds import Evidence


def find_coming(application: Application, upload_id: UUID) -> PartialUpload:
    """Return a file on its way, or what is known of one that has come. Raises FileGone."""
    found = PartialUpload.objects.select_related("finished_as").filter(application=application, pk=upload_id)
    coming = found.first()
    if coming is None or not isinstance(application.document.questions.get(coming.question), Evidence):
        raise FileGone
    return coming


def fingerprint(application: Application, sha256: str) -> str:
    """Return by what a file with this hash is known again, in this application only."""
    return vault.blind_index("file", str(application.pk), sha256)


def name_coming(coming: PartialUpload, application: Application) -> str:
    """Return a file's own name."""
    return open_text(application.box, coming.name, context=name_context(coming))


def name_context(coming: PartialUpload) -> str:
    """Return what a file's name is sealed for."""
    return f"coming-name:{coming.pk}"


def forget_coming(found: QuerySet[PartialUpload]) -> int:
    """Let go of files on their way, in the transaction that locked their application. Returns how many."""
    gone = list(found)
    for coming in gone:
        drop(coming)
    return len(gone)


@transaction.atomic
def forget_same(*, application: Application, question: str, row: str, plain: bytes) -> None:
    """Let go of what was received of a file in pieces, now that it came whole."""
    held = locked(application.pk, remembers=True)
    mark = fingerprint(held, hashlib.sha256(plain).hexdigest())
    coming = held.partial_uploads.filter(question=question, row=row, finished_as=None)
    forget_coming(coming.filter(fingerprint=mark))


def drop(coming: PartialUpload) -> None:
    """Let go of one file; its pieces go when the transaction is through."""
    delete_pieces_soon(coming.pk)
    coming.delete()


def delete_pieces_soon(pk: UUID) -> None:
    """Delete a file's pieces when the transaction is through."""
    # Should that fail, sweeping does it: what was asked for is done all the same.
    transaction.on_commit(partial(delete_pieces, pk), robust=True)
