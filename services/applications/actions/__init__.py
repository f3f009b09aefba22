"""All that can be done to an application. Each action is one transaction with its event."""

from services.applications.actions.arriving import add_piece, begin_file, cancel_file, finish_file
from services.applications.actions.carrying import carry_over
from services.applications.actions.cases import change_case
from services.applications.actions.drafts import add_row, keep_typed, remove_row, save_step, start
from services.applications.actions.erasing import erase, erase_decided, erase_expired
from services.applications.actions.moving import (
    begin_again,
    catch_up,
    keep_typed_before,
    move,
    note_change_told,
)
from services.applications.actions.owning import add_to_account
from services.applications.actions.resuming import email_resume_link, issue_resume_code, resume
from services.applications.actions.settling import publish_form, settle_all
from services.applications.actions.speaking import use_language
from services.applications.actions.submitting import submit
from services.applications.actions.uploading import receive_file, remove_file

__all__ = [
    "add_piece",
    "add_row",
    "add_to_account",
    "begin_again",
    "begin_file",
    "cancel_file",
    "carry_over",
    "catch_up",
    "change_case",
    "email_resume_link",
    "erase",
    "erase_decided",
    "erase_expired",
    "finish_file",
    "issue_resume_code",
    "keep_typed",
    "keep_typed_before",
    "move",
    "note_change_told",
    "publish_form",
    "receive_file",
    "remove_file",
    "remove_row",
    "resume",
    "save_step",
    "settle_all",
    "start",
    "submit",
    "use_language",
]
