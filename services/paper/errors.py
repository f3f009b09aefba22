"""What can be refused about paper."""

from services.errors import Refusal


class FormatRequestGone(Refusal):
    """A colleague has moved on this request for another format, or it is deleted."""

    code = "format_request_gone"
