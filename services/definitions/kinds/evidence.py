"""The evidence kind: send a file now, or say how the paper will reach us."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from services.definitions.kinds.base import Problem, Question, Reading, Typed, ValueType, text_of
from services.definitions.rules import Value

Way = Literal["upload", "post", "in_person", "already_sent"]
WAYS: tuple[Way, ...] = ("upload", "post", "in_person", "already_sent")
FileSort = Literal["images", "pdf", "office"]
FILE_SORTS: Mapping[FileSort, Mapping[str, tuple[str, ...]]] = {
    "images": {
        "image/jpeg": (".jpg", ".jpeg"),
        "image/png": (".png",),
        "image/heic": (".heic", ".heif"),
    },
    "pdf": {"application/pdf": (".pdf",)},
    "office": {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
        "application/vnd.oasis.opendocument.text": (".odt",),
        "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    },
}
"""The media types of each sort of file, and how the names of such files end."""


class Evidence(Question):
    """A proof. The answer says how it comes; files are kept apart (applications.models.Upload)."""

    kind: Literal["evidence"] = "evidence"
    ways: tuple[Way, ...] = Field(default=("upload", "post", "in_person"), min_length=1)
    max_files: int = Field(default=4, ge=1, le=10)
    accepts: tuple[FileSort, ...] = Field(default=("images", "pdf"), min_length=1)
    value_type: ClassVar[ValueType] = ValueType.STRUCTURE
    fixed_parts: ClassVar[tuple[str, ...]] = ("way", "files")
    missing_code: ClassVar[str] = "missing_evidence_way"

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types of the files that may be sent."""
        return tuple(media_type for sort in self.accepts for media_type in FILE_SORTS[sort])

    def is_blank(self, typed: Typed) -> bool:
        return not text_of(typed, "way")

    def parse(self, typed: Typed, *, today: date) -> Reading:
        """`files` lists the ids of uploads already received and checked."""
        way = text_of(typed, "way")
        if way not in self.ways:
            return Reading(problems=(Problem("unknown_choice", "way"),))
        if way != "upload":
            return Reading({"way": way})
        files = typed.get("files", [])
        listed = ",".join(files) if isinstance(files, list) else files
        ids = list(dict.fromkeys(item.strip() for item in listed.split(",") if item.strip()))
        if not ids:
            return Reading(problems=(Problem("missing_file", "files"),))
        if len(ids) > self.max_files:
            return Reading(problems=(Problem("too_many_files", "files", {"limit": self.max_files}),))
        return Reading({"way": way, "files": ",".join(ids)})

    def unread(self, value: Value) -> dict[str, str | list[str]]:
        if not isinstance(value, dict):
            return {}
        return {"way": value["way"], "files": [item for item in value.get("files", "").split(",") if item]}
