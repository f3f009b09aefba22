"""An appointment as a calendar file (RFC 5545): the same UID every time, so that a move replaces it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from services.booking.models import Appointment, State
from services.booking.places import place_of
from services.booking.words import say, say_list

MEDIA_TYPE = "text/calendar; charset=utf-8"
FILE_NAME = "appointment.ics"


def calendar_file(appointment: Appointment, *, now: datetime) -> bytes:
    """Return the file, in the reader's language. It names nobody: calendars are shared."""
    kind = appointment.type
    event = Event()
    event.add("uid", f"{appointment.pk}@{settings.SITE_URL.partition('://')[2]}")
    event.add("dtstamp", now)
    event.add("sequence", appointment.sequence)
    event.add("dtstart", appointment.start_at)
    event.add("dtend", appointment.end_at)
    event.add("summary", say(kind.name))
    event.add("location", vText(", ".join(place_of(appointment).lines)))
    event.add("description", _description(appointment))
    event.add("status", "CANCELLED" if appointment.state == State.CANCELLED else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Anydoor//Booking//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _description(appointment: Appointment) -> str:
    lines = [_("Reference: %(reference)s") % {"reference": appointment.reference}]
    bring = say_list(appointment.type.what_to_bring)
    if bring:
        lines += ["", _("What to bring:"), *(f"- {thing}" for thing in bring)]
    return "\n".join(lines)
