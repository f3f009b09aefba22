"""The pictures of a page in and out of the private storage: sealed, all of a page in one file."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from services.paper.intake.errors import PageGone
from services.paper.intake.models import ScanPage
from services.vault import Box

FOLDER = "scans"
WHOLE, STRAIGHT = "whole", "straight"
"""The page as it was scanned, and upright and straightened to its print. Answers go by their names."""
BEGINNINGS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def kept(page: ScanPage, pictures: Mapping[str, bytes], *, box: Box) -> str:
    """Return where the pictures of a page were stored, sealed by `box`. Raises OSError if they cannot be."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, picture in pictures.items():
            archive.writestr(name, picture)
    sealed = box.seal(packed.getvalue(), context=f"scan-page:{page.pk}")
    return storages["private"].save(f"{FOLDER}/{page.pk}-{uuid.uuid4().hex[:8]}", ContentFile(sealed))


def read(page: ScanPage) -> dict[str, bytes]:
    """Return all pictures of a page by name; none if it could not be opened.

    Raises PageGone if they were deleted, vault.Unreadable if they were changed or their key erased.
    """
    if not page.stored_as:
        return {}
    try:
        with storages["private"].open(page.stored_as) as stored:
            packed = page.box.open(stored.read(), context=f"scan-page:{page.pk}")
    except FileNotFoundError:
        raise PageGone from None
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def media_type(picture: bytes) -> str:
    """Return what a picture of ours is: they are made by us, as PNG or JPEG."""
    return next(kind for beginning, kind in BEGINNINGS.items() if picture.startswith(beginning))


def delete(stored_as: str) -> None:
    """Delete pictures. Those that are gone already change nothing."""
    if stored_as:
        with suppress(FileNotFoundError):
            storages["private"].delete(stored_as)
