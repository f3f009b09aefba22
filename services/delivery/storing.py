"""Write a file to where back offices fetch it, and make sure that it is there."""

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from services.delivery.errors import SendFailed


def deliveries() -> Storage:
    """Return the storage of STORAGES["deliveries"]: a folder, or a bucket."""
    return storages["deliveries"]


def write(name: str, data: bytes) -> None:
    """Put the bytes under the name, in place of what was there, then read them back and compare.

    Nobody sees half a file: on disk it is renamed into place; a bucket shows an object only when it is
    whole. Raises SendFailed.
    """
    storage = deliveries()
    try:
        if isinstance(storage, FileSystemStorage):
            _write_to_disk(Path(storage.path(name)), data)
        else:
            storage.delete(name)
            storage.save(name, ContentFile(data))
        is_whole = _digest(read(name)) == _digest(data)
    except SuspiciousFileOperation:
        raise SendFailed("storage_refused", final=True) from None
    except OSError:
        raise SendFailed("storage_down") from None
    if not is_whole:
        raise SendFailed("storage_changed")


def read(name: str) -> bytes:
    """Return the bytes of a file. Raises OSError if there is none or the storage does not answer."""
    with deliveries().open(name) as stored:
        return bytes(stored.read())


def erase(name: str) -> None:
    """Delete a file, if it is there."""
    deliveries().delete(name)


def _write_to_disk(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
