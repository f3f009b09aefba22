"""Take in evidence files and let go of them. Bytes are sealed before they reach the disk."""

import io
import uuid
from functools import partial
from typing import IO

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from services.applications.actions.answered_files import take_from_answer
from services.applications.actions.locking import locked_as_seen, locked_draft, touch
from services.applications.actions.scanned import scan_soon
from services.applications.errors import FileEmpty, FileKindUnknown, FileTooLarge, TooManyFiles
from services.applications.events import record
from services.applications.models import Application, Upload
from services.applications.queries import uploads_of
from services.applications.sealing import seal_text
from services.definitions.channels import Channel
from services.definitions.kinds import Evidence
from services.identity.actors import Actor

# What people have: photographs from a phone, scans, office documents. By content, never by name.
KINDS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}


@transaction.atomic
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
    """Return the stored file. Raises FileTooLarge, FileEmpty, FileKindUnknown, TooManyFiles, NotDraft.

    Raises FormChanged if the form got a new version meanwhile.
    """
    draft = locked_as_seen(application)
    limit = _file_limit(draft, question)
    if uploads_of(draft, question, row).exclude(state=Upload.State.REFUSED).count() >= limit:
        raise TooManyFiles(limit=limit)
    plain = content.read(settings.UPLOAD_LIMIT_BYTES + 1)
    if len(plain) > settings.UPLOAD_LIMIT_BYTES:
        raise FileTooLarge(megabytes=settings.UPLOAD_LIMIT_BYTES // 1024**2)
    if not plain:
        raise FileEmpty
    upload = Upload(
        id=uuid.uuid4(),
        application=draft,
        question=question,
        row=row,
        media_type=media_type(plain),
        size_bytes=len(plain),
        channel=channel.value,
        received_at=timezone.now(),
    )
    upload.name = seal_text(draft.box, name[-200:], context=f"file-name:{upload.pk}")
    sealed = draft.box.seal(plain, context=f"file:{upload.pk}")
    upload.stored_as = storages["private"].save(f"evidence/{upload.pk}", ContentFile(sealed))
    upload.save(force_insert=True)
    touch(draft)
    record("file_received", by=by, channel=channel, application=draft, question=question)
    transaction.on_commit(partial(scan_soon, str(upload.pk)))
    return upload


def _file_limit(draft: Application, question: str) -> int:
    match draft.document.questions[question]:
        case Evidence(max_files=limit):
            return limit
    raise ValueError(f"question {question!r} takes no files")


def media_type(plain: bytes) -> str:
    """Return what the bytes are. Raises FileKindUnknown if we could not open them."""
    try:
        guesses = puremagic.magic_stream(io.BytesIO(plain[:4096]))
    except (puremagic.PureError, ValueError):
        raise FileKindUnknown from None
    for guess in guesses:
        if guess.mime_type in KINDS:
            return str(guess.mime_type)
    raise FileKindUnknown


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
