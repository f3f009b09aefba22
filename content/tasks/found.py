"""One thing that needs doing, as the function that found it tells of it."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What needs doing, the most urgent first."""

    FAILED = "failed", _("Did not happen at its time")
    NO_WAY = "no_way", _("Nobody without the internet gets the service")
    OVERDUE = "overdue", _("Review overdue")
    GONE = "gone", _("Taken down without a way on")
    BROKEN = "broken", _("Broken link")
    CHANGED = "changed", _("Something changed that the page tells of")
    BEHIND = "behind", _("Translation is behind")
    FEEDBACK = "feedback", _("Feedback")
    UNTRANSLATED = "untranslated", _("Not translated")
    DUE = "due", _("Review due soon")
    NO_OWNER = "no_owner", _("Nobody looks after it")


URGENCY = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing about one page: why, in a sentence, since when, and how far it went unheeded.

    `raised` 1 concerns the backup too, 2 the managers as well. `where` is where to do it, if not in the
    page's editor.
    """

    kind: Kind
    page_id: int
    why: str
    since: date
    raised: int = 0
    where: str = ""
