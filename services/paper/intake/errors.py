"""What the desk is told when paper cannot be taken in, or put where somebody wants it."""

from services.errors import Refusal


class ScanEmpty(Refusal):
    """The file has nothing in it."""

    code = "scan_file_empty"


class ScanTooLarge(Refusal):
    """More bytes than a batch may have: `megabytes`."""

    code = "scan_file_too_large"
    status = 413


class ScannedBefore(Refusal):
    """The same file was taken in before."""

    code = "scanned_before"


class PageCodeUnknown(Refusal):
    """What was typed is not the code of a page that we printed."""

    code = "page_code_unknown"


class PageDealtWith(Refusal):
    """A colleague was quicker, or the page belongs to somebody already."""

    code = "page_dealt_with"


class PageGone(Refusal):
    """The pictures of the page were deleted."""

    code = "page_gone"
    status = 410
