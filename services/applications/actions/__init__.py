"""All that can be done to an application. Each action is one transaction with its event."""

from services.applications.actions.cases import change_case
from services.applications.actions.drafts import add_row, keep_typed, remove_row, save_step, start
from services.applications.actions.erasing import erase, erase_expired
from services.applications.actions.resuming import issue_resume_code, resume
from services.applications.actions.submitting import submit
from services.applications.actions.uploading import receive_file, remove_file

__all__ = [
    "add_row",
    "change_case",
    "erase",
    "erase_expired",
    "issue_resume_code",
    "keep_typed",
    "receive_file",
    "remove_file",
    "remove_row",
    "resume",
    "save_step",
    "start",
    "submit",
]
