"""Take in what the desk scanned: the file is sealed before it reaches the disk, and read by a worker."""

import hashlib
import uuid
from functools import partial
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from services import vault
from services.applications.errors import FileNotKept
from services.applications.events import record
from services.definitions.channels import Channel
from services.identity.actors import Actor
from services.paper.intake.errors import ScanEmpty, ScannedBefore, ScanTooLarge
from services.paper.intake.models import ScanBatch
from services.paper.intake.reading import read_soon

FOLDER = "scan-files"


def take_in(*, name: str, content: IO[bytes], by: Actor) -> ScanBatch:
    """Return the stored file, which a worker reads soon.

    Raises ScanEmpty, ScanTooLarge, ScannedBefore for a file that is there already, FileNotKept if it
    cannot be written.
    """
    plain = content.read(settings.SCAN_LIMIT_BYTES + 1)
    if len(plain) > settings.SCAN_LIMIT_BYTES:
        raise ScanTooLarge(megabytes=settings.SCAN_LIMIT_BYTES // 1024**2)
    if not plain:
        raise ScanEmpty
    fingerprint = vault.blind_index("scan-file", hashlib.sha256(plain).hexdigest())
    if ScanBatch.objects.filter(fingerprint=fingerprint).exists():
        raise ScannedBefore
    batch = ScanBatch(
        data_key=vault.new_key(),
        fingerprint=fingerprint,
        size_bytes=len(plain),
        uploaded_by=by.user,
        uploaded_at=timezone.now(),
    )
    batch.name = batch.box.seal(name[-200:].encode(), context=f"scan-name:{batch.pk}")
    sealed = batch.box.seal(plain, context=f"scan-file:{batch.pk}")
    try:
        batch.stored_as = storages["private"].save(f"{FOLDER}/{uuid.uuid4()}", ContentFile(sealed))
    except OSError:
        raise FileNotKept from None
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            record("scan_taken_in", by=by, channel=Channel.PAPER, subject=f"scan:{batch.pk}")
            transaction.on_commit(partial(read_soon, str(batch.pk)))
    except IntegrityError:  # the same file twice at one moment: a button pressed twice
        storages["private"].delete(batch.stored_as)
        raise ScannedBefore from None
    return batch
