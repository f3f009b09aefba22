"""Sealed bytes in and out of the private storage: whole files, and the pieces of those on their way."""

from contextlib import suppress
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from services.applications.errors import FileNotKept
from services.applications.models import PartialUpload
from services.vault import Box

EVIDENCE = "evidence"
PIECES = "pieces"
"""The two folders. A piece lies in a folder of its file's, named by the byte it begins with."""


def store_sealed(name: str, sealed: bytes) -> str:
    """Return where the bytes were stored. Raises FileNotKept, and leaves nothing, if they cannot be."""
    storage = storages["private"]
    try:
        return storage.save(name, ContentFile(sealed))
    except OSError:
        with suppress(OSError):  # the same trouble again: the sweeping comes by later
            storage.delete(name)
        raise FileNotKept from None


def store_piece(box: Box, coming: PartialUpload, piece: bytes) -> None:
    """Store the next piece of a file, in place of one that a worker left there when it died.

    Raises FileNotKept.
    """
    name = _place(coming.pk, coming.received_bytes)
    storages["private"].delete(name)
    store_sealed(name, box.seal(piece, context=f"piece:{name}"))


def read_pieces(box: Box, coming: PartialUpload) -> bytes:
    """Return all that was received of a file. Raises OSError or vault.Unreadable if some of it is lost."""
    found: list[bytes] = []
    start = 0
    while start < coming.received_bytes:
        name = _place(coming.pk, start)
        with storages["private"].open(name) as stored:
            found.append(box.open(stored.read(), context=f"piece:{name}"))
        start += len(found[-1])
    return b"".join(found)


def delete_pieces(pk: UUID) -> None:
    """Delete every piece of a file."""
    storage, folder = storages["private"], f"{PIECES}/{pk}"
    _folders, pieces = listed(folder)
    for name in pieces:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)


def listed(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and the files in a folder of the private storage; none if it is not there."""
    try:
        return storages["private"].listdir(folder)
    except FileNotFoundError:
        return [], []


def _place(pk: UUID, start: int) -> str:
    return f"{PIECES}/{pk}/{start}"
