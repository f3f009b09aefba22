"""Takes files in without writing them to disk: they are sealed first. A file too large is let go of."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest

TOO_LARGE = "too_large_files"
FILES_AT_ONCE = 5
"""How many files of the largest size one request may hold in memory."""


def megabytes_allowed() -> int:
    """Return the size that one file may have."""
    return int(settings.UPLOAD_LIMIT_BYTES // 1024**2)


def too_large(request: HttpRequest) -> frozenset[str]:
    """Return the controls through which a file came that was too large and is gone."""
    return frozenset(getattr(request, TOO_LARGE, ()))


class EvidenceUpload(FileUploadHandler):
    """Upload handler for the web form's pages: keeps a file in memory up to the limit.

    A larger one is read past, not stored, and named in `too_large(request)`; everything else that
    was sent still arrives. Other pages use the handlers that follow in settings.FILE_UPLOAD_HANDLERS.
    """

    pages = ("online",)
    """Apps, or names of single addresses, whose files it takes."""

    @property
    def limit_bytes(self) -> int:
        """How large one file may be."""
        return int(settings.UPLOAD_LIMIT_BYTES)

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Start counting."""
        match = self.request.resolver_match if self.request else None
        self.active = match is not None and bool({match.app_name, match.view_name} & set(self.pages))
        self.left = FILES_AT_ONCE * self.limit_bytes

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Get ready for the next file, and keep the other handlers from it."""
        super().new_file(*args, **kwargs)
        self.chunks: list[bytes] = []
        self.size = 0
        if self.active:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the chunk. Raises SkipFile once the file, or all files together, are too large."""
        if not self.active:
            return raw_data
        self.size += len(raw_data)
        if self.size > min(self.limit_bytes, self.left):
            self.chunks = []
            names = too_large(self.request) if self.request else frozenset()
            setattr(self.request, TOO_LARGE, names | {self.field_name})
            raise SkipFile
        self.chunks.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Return the whole file."""
        if not self.active:
            return None
        self.left -= self.size
        content = b"".join(self.chunks)
        return InMemoryUploadedFile(
            file=BytesIO(content),
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=len(content),
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
