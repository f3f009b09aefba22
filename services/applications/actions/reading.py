"""Read a file that was received."""

from django.core.files.storage import storages

from services.applications import scanning
from services.applications.errors import FileGone, FileNotReady
from services.applications.models import Upload


def read_file(upload: Upload) -> bytes:
    """Return a file's own bytes. Raises FileGone if it was removed or turned down, and
    vault.Unreadable if its bytes were changed.
    """
    if upload.removed_at or upload.state == Upload.State.REFUSED:
        raise FileGone
    with storages["private"].open(upload.stored_as) as stored:
        return upload.application.box.open(stored.read(), context=f"file:{upload.pk}")


def read_checked_file(upload: Upload) -> bytes:
    """Return a file's own bytes for somebody who opens it. Raises FileNotReady while a scanner has still
    to look at it, and what `read_file` raises. Without a scanner it is theirs to take care.
    """
    if upload.unchecked and scanning.is_configured():
        raise FileNotReady
    return read_file(upload)
