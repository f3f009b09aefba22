"""Take in evidence files and let go of them. Bytes are sealed before they reach the disk."""

import uuid
from functools import partial
from typing import IO

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from services.applications.actions.answered_files import take_from_answer
from services.applications.actions.coming import forget_same
from services.applications.actions.locking import locked_as_seen, locked_draft, touch
from services.applications.actions.reading import read_file
from services.applications.actions.scanned import scan_soon
from services.applications.actions.storing import store_sealed
from services.applications.errors import FileEmpty, FileTooLarge, TooManyFiles
from services.applications.events import record
from services.applications.inspecting import Kept, inspected
from services.applications.models import Application, Upload
from services.applications.queries import uploads_of
from services.applications.sealing import seal_text
from services.definitions.channels import Channel
from services.definitions.kinds import Evidence
from services.identity.actors import Actor


def receive_file(
    *,
    application: Application,
    question: str,
    name: str,
    content: IO[bytes],
    by: Actor,
    channel: Channel,
    row: str = "",
) -> Upload:
    """Return the stored file; sent twice, the one that is there already.

    Looks into the file first, without holding the database. Raises FileTooLarge, FileEmpty, another
    FileRefused by what is in it, TooManyFiles, NotDraft; FormChanged if the form got a new version.
    """
    plain = content.read(settings.UPLOAD_LIMIT_BYTES + 1)
    check_size(len(plain))
    kept = looked_into(application=application, question=question, name=name, plain=plain, row=row)
    upload = keep_file(application=application, question=question, row=row, kept=kept, by=by, channel=channel)
    forget_same(application=application, question=question, row=row, plain=plain)
    return upload


def check_size(size_bytes: int) -> None:
    """Raise FileTooLarge or FileEmpty."""
    if size_bytes > settings.UPLOAD_LIMIT_BYTES:
        raise FileTooLarge(megabytes=settings.UPLOAD_LIMIT_BYTES // 1024**2)
    if not size_bytes:
        raise FileEmpty


def looked_into(*, application: Application, question: str, name: str, plain: bytes, row: str = "") -> Kept:
    """Return what is kept of a file, if there is room for it. Call it outside of any transaction.

    Raises TooManyFiles, or another FileRefused by what is in it.
    """
    asked = asked_evidence(application, question)
    check_room(application, asked, row)
    return inspected(plain, name=name, question=asked)


@transaction.atomic
def keep_file(
    *, application: Application, question: str, kept: Kept, by: Actor, channel: Channel, row: str = ""
) -> Upload:
    """Store a file that was looked into. Raises FileNotKept if it cannot be written, TooManyFiles,
    NotDraft, FormChanged.
    """
    draft = locked_as_seen(application)
    asked = asked_evidence(draft, question)
    if same := _same(draft, asked, row, kept):
        return same
    check_room(draft, asked, row)
    upload = Upload(
        id=uuid.uuid4(),
        application=draft,
        question=question,
        row=row,
        media_type=kept.media_type,
        size_bytes=len(kept.content),
        channel=channel.value,
        received_at=timezone.now(),
    )
    upload.name = seal_text(draft.box, kept.name, context=f"file-name:{upload.pk}")
    sealed = draft.box.seal(kept.content, context=f"file:{upload.pk}")
    upload.stored_as = store_sealed(f"evidence/{upload.pk}", sealed)
    upload.save(force_insert=True)
    touch(draft)
    record("file_received", by=by, channel=channel, application=draft, question=question)
    transaction.on_commit(partial(scan_soon, str(upload.pk)))
    return upload


def asked_evidence(application: Application, question: str) -> Evidence:
    """Return the question. Raises ValueError if it takes no files."""
    match application.document.questions.get(question):
        case Evidence() as asked:
            return asked
    raise ValueError(f"question {question!r} takes no files")


def check_room(application: Application, question: Evidence, row: str, *, coming: int = 0) -> None:
    """Raise TooManyFiles if no other file fits beside those that count and those that are `coming`."""
    if _that_count(application, question, row).count() + coming >= question.max_files:
        raise TooManyFiles(limit=question.max_files)


def _that_count(application: Application, question: Evidence, row: str) -> QuerySet[Upload]:
    return uploads_of(application, question.key, row).exclude(state=Upload.State.REFUSED)


def _same(draft: Application, question: Evidence, row: str, kept: Kept) -> Upload | None:
    """Return the file that was sent before with the same content: a button pressed twice, a page reloaded."""
    alike = _that_count(draft, question, row).filter(size_bytes=len(kept.content), media_type=kept.media_type)
    return next((upload for upload in alike if read_file(upload) == kept.content), None)


@transaction.atomic
def remove_file(*, application: Application, upload_id: str, by: Actor, channel: Channel) -> None:
    """Let go of a file, and take it out of the answer that counts on it.

    One that is gone already changes nothing. Raises NotDraft.
    """
    draft = locked_draft(application.pk)
    upload = uploads_of(draft).filter(pk=upload_id).first()
    if upload is None:
        return
    forget_file(upload)
    take_from_answer(draft, upload)
    touch(draft)
    record("file_removed", by=by, channel=channel, application=draft, question=upload.question)


def forget_file(upload: Upload) -> None:
    """Mark a file as removed; its bytes go when the transaction is through."""
    upload.removed_at = timezone.now()
    upload.save(update_fields=["removed_at"])
    transaction.on_commit(partial(storages["private"].delete, upload.stored_as))
