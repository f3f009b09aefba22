"""What can be refused about paper."""

from services.errors import Refusal


class FileUnreadable(Refusal):
    """The file that came back is not a form that was filled in on a computer."""

    code = "filled_form_unreadable"
    status = 422


class FormatRequestGone(Refusal):
    """A colleague has moved on this request for another format, or it is deleted."""

    code = "format_request_gone"
