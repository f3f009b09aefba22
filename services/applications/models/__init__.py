"""Applications and all that belongs to one."""

from services.applications.models.answers import Answer, Finding, RepeatRow, TypedInput
from services.applications.models.applications import Application, Receipt, ResumeCode
from services.applications.models.cases import Case, CaseMessage
from services.applications.models.events import Event
from services.applications.models.uploads import UNCHECKED, PartialUpload, Upload

__all__ = [
    "UNCHECKED",
    "Answer",
    "Application",
    "Case",
    "CaseMessage",
    "Event",
    "Finding",
    "PartialUpload",
    "Receipt",
    "RepeatRow",
    "ResumeCode",
    "TypedInput",
    "Upload",
]
