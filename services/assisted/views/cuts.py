"""The picture of an answer on paper, beside the field in which it is keyed."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.assisted.onpaper import LEFT_BLANK, NOTES, READ
from services.paper.intake.readings import Read
from services.paper.scanning.meaning import State


def shown_on_paper(read: Read) -> SafeString:
    """Return the picture of an answer and what the machine made of it, as HTML."""
    if read.meant.state is State.UNCHANGED:
        return SafeString("")
    if read.meant.state is State.BLANK:
        return format_html('<p class="any-paper__note">{}</p>', LEFT_BLANK)
    note = READ if read.meant.state is State.READ else NOTES[read.meant.why] if read.meant.why else ""
    return format_html(
        '<span class="any-paper"><img class="any-paper__cut" src="{}" alt="{}"></span>'
        '<p class="any-paper__note{}">{}</p>',
        reverse("assisted:scan_picture", args=[read.page.pk, read.name]),
        _("Picture of the answer on page %(page)s") % {"page": read.page.page},
        "" if read.meant.state is State.READ else " any-paper__note--ask",
        note,
    )
