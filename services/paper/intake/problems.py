"""What stood in the way of reading a file or a page, in words, and what to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS: dict[str, Promise] = {
    # of a file
    "scan_kind_unknown": _("This is not a kind of file we can read. Scan to PDF, TIFF, JPEG or PNG."),
    "scan_broken": _("The file is damaged. Scan the pages again."),
    "scan_locked": _("The file needs a password. Scan to a file without one."),
    "scan_empty": _("There is no page in the file. Scan the pages again."),
    "scan_too_long": _("The file has too many pages. The first ones are here: scan the others again."),
    "scan_given_up": _("Reading stopped before the end. What is listed is here: scan the other pages again."),
    # of a page
    "page_broken": _("This page does not open. Scan it again."),
    "page_too_big": _("This page is too large to open. Scan it again with a lower resolution."),
    "page_too_slow": _("This page took too long to read. Look at the picture, or scan it again."),
    "page_without_code": _("No square code was found. Type the code from the foot of the page."),
    "page_foreign_code": _("The code on it is not one of ours."),
    "page_of_other_site": _("This is a form of another council. Send it on, or send it back."),
    "page_two_codes": _("Two of our pages are on this picture. Scan them one by one."),
    "page_of_unknown_print": _("The code is one of ours, but we printed no such page."),
    "page_of_erased": _("The form was deleted, because its time was over or because its person wished so."),
    "page_of_sent": _("The form was sent already. Pass the page on to who works on the case."),
    "page_again": _("We have this page already. Compare them, then use it or put it aside."),
    "page_without_print": _("What we printed is lost, so nothing was read. Key it from the picture."),
    "page_not_aligned": _("The page could not be read. Key it from the picture."),
}


def in_words(code: str) -> str:
    """Return what a problem means and what to do; "" for none."""
    return str(PROBLEMS[code]) if code else ""
