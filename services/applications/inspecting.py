"""What is kept of a file that somebody sends for a question, or why it is turned down."""

from dataclasses import dataclass

from services.applications.errors import (
    FileActive,
    FileBroken,
    FileKindUnknown,
    FileLocked,
    FileOldOffice,
    FileRefused,
    FileTooBigInside,
    FileTooLong,
)
from services.applications.inspection import apart
from services.applications.inspection.found import Unfit
from services.applications.inspection.names import tidy
from services.definitions.kinds import Evidence
from services.definitions.kinds.evidence import FILE_SORTS

ENDINGS = {media_type: endings for sort in FILE_SORTS.values() for media_type, endings in sort.items()}
KNOWN_ENDINGS = frozenset(ending for endings in ENDINGS.values() for ending in endings)
REASONS: dict[str, type[FileRefused]] = {
    reason.code: reason
    for reason in (
        FileActive,
        FileBroken,
        FileKindUnknown,
        FileLocked,
        FileOldOffice,
        FileTooBigInside,
        FileTooLong,
    )
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a file is kept."""

    name: str
    media_type: str
    content: bytes


def inspected(plain: bytes, *, name: str, question: Evidence) -> Kept:
    """Return what is kept. Takes up to a second, so call it outside of any transaction.

    Raises a FileRefused with the reason.
    """
    try:
        found = apart.examined(plain)
    except Unfit as unfit:
        raise REASONS[unfit.code](**unfit.detail) from None
    # A HEIC picture is a JPEG by now: whoever accepts pictures accepts either.
    if found.media_type not in question.media_types:
        raise FileKindUnknown
    named = tidy(name, endings=ENDINGS[found.media_type], known=KNOWN_ENDINGS)
    return Kept(named, found.media_type, plain if found.content is None else found.content)
