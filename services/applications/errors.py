"""What is refused about applications."""

from services.errors import Refusal


class NotOpen(Refusal):
    """This browser may not open the application: it timed out, or it is somebody else's."""

    code = "not_open"
    status = 403


class NotDraft(Refusal):
    """The application was submitted or deleted: it can no longer be filled in."""

    code = "not_draft"


class FormChanged(Refusal):
    """The form got a new version since this page was made: nothing typed for the old one is an answer."""

    code = "form_changed"


class DraftClosed(Refusal):
    """A new version of the form closed the application. Its person may begin again."""

    code = "draft_closed"


class NotComplete(Refusal):
    """Questions are still open, so it cannot be submitted."""

    code = "not_complete"


class NotDeclared(Refusal):
    """The declaration was not agreed to."""

    code = "declaration_needed"
    status = 400


class ResumeRefused(Refusal):
    """Reference, code and name do not belong together, or the code has run out. Says no more."""

    code = "resume_refused"
    status = 403


class NothingFound(Refusal):
    """No application fits what was asked for."""

    code = "nothing_found"
    status = 404


class TooManyRows(Refusal):
    """The repeat already has as many rows as the form allows."""

    code = "too_many_rows"


class RowGone(Refusal):
    """The row was removed, perhaps in another window."""

    code = "row_gone"
    status = 404


class FileRefused(Refusal):
    """The file is too large, empty, or not of a kind we can open. `detail["reason"]` is not shown."""

    code = "file_refused"
    status = 400


class FileTooLarge(FileRefused):
    """The file is larger than one file may be."""

    code = "file_too_large"
    status = 413


class FileEmpty(FileRefused):
    """The file has no content."""

    code = "file_empty"


class FileKindUnknown(FileRefused):
    """The bytes are not a picture or document of a kind we can open."""

    code = "file_kind_unknown"


class FileLocked(FileRefused):
    """A password is needed to open it."""

    code = "file_locked"


class FileActive(FileRefused):
    """It holds programs, other files, or parts that it fetches from elsewhere."""

    code = "file_active"


class FileOldOffice(FileRefused):
    """An office document as of before 2007, or a newer one with a password."""

    code = "file_old_office"


class FileBroken(FileRefused):
    """It is damaged, or made so that programs break on it."""

    code = "file_broken"


class FileTooLong(FileRefused):
    """It has more pages than anybody would read."""

    code = "file_too_long"


class FileTooBigInside(FileRefused):
    """It is small to send and huge to open."""

    code = "file_too_big_inside"


class TooManyFiles(FileRefused):
    """The question already has as many files as it allows."""

    code = "too_many_files"


class FileNotKept(FileRefused):
    """It could not be written or read: the disk is full, or the storage does not answer."""

    code = "file_not_kept"
    status = 503


class TooManyUnfinished(FileRefused):
    """Several files were begun and not finished."""

    code = "too_many_unfinished"


class PieceOutOfPlace(Refusal):
    """A piece of a file does not follow on what is here. `detail["offset"]` is where to go on."""

    code = "piece_out_of_place"


class FileGone(Refusal):
    """The file was removed, or turned down by the scanner: its bytes are no longer here."""

    code = "file_gone"
    status = 404


class FileNotReady(Refusal):
    """The file is still being checked for viruses."""

    code = "file_not_ready"
    status = 503


class CaseChanged(Refusal):
    """Somebody else changed the case meanwhile."""

    code = "case_changed_meanwhile"


class CaseClosed(Refusal):
    """The case was decided; its state no longer changes."""

    code = "case_closed"
