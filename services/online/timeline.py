"""What has happened to an application, as its person reads it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from services.applications.choices import ChannelChoice
from services.applications.models import Application, Event
from services.applications.queries import timeline
from services.identity.actors import Role
from services.wording import sentence

TOLD_AS = {"row_added": "step_saved", "row_removed": "step_saved"}
"""What means nothing to who did it, as what it was part of."""


NOT_TOLD = frozenset({"delivery_failed", "delivery_retried", "delivery_settled", "call_dropped"})
"""What our staff have to deal with, and what a citizen could only worry about."""


@dataclass(slots=True)
class Entry:
    """One thing that happened, or several of one kind by one person in a row."""

    at: datetime
    what: str
    who: str
    channel: str


def entries(application: Application) -> list[Entry]:
    """Return what happened, newest first. Repeated saving in a row is told once, when it ended."""
    told: list[Entry] = []
    for event in timeline(application).exclude(kind__in=NOT_TOLD):
        kind = TOLD_AS.get(event.kind, event.kind)
        entry = Entry(event.at, sentence(f"event_{kind}"), _who(event), _channel(event))
        last = told[-1] if told else None
        if last and (last.what, last.who, last.channel) == (entry.what, entry.who, entry.channel):
            last.at = entry.at
        else:
            told.append(entry)
    return told[::-1]


def _who(event: Event) -> str:
    match Role(event.role):
        case Role.CITIZEN:
            return _("by you")
        case Role.HELPER:
            return _("by someone helping you")
        case Role.STAFF if event.user:
            return _("by %(name)s at the council") % {"name": event.user.get_full_name()}
        case Role.STAFF:
            return _("by our staff")
    return _("by our system")


def _channel(event: Event) -> str:
    return "" if event.role == Role.SYSTEM else str(ChannelChoice(event.channel).label)
