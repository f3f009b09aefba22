"""Tell a person about their appointment, by the way they chose. Nothing is sent before the commit."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone, translation

from services.booking import access, details
from services.booking.calendar_file import FILE_NAME, MEDIA_TYPE, calendar_file
from services.booking.details import Contact, Details
from services.booking.models import Appointment
from services.booking.places import place_of
from services.booking.spoken import day_words, time_words
from services.booking.words import say, say_list
from services.identity.codes import show
from services.notifications import outbox
from services.notifications.contents import Attachment
from services.notifications.models import Way

WAYS = {Contact.LETTER: Way.LETTER, Contact.TEXT: Way.SMS, Contact.EMAIL: Way.EMAIL}
# How many days before, and which template says so. At ten in the morning there: never at night.
REMINDERS = ((7, "appointment_reminder_week"), (2, "appointment_reminder"))
REMIND_AT = time(10)
NOT_SOONER = timedelta(hours=24)  # nobody is reminded of what they booked yesterday


def tell_booked(appointment: Appointment, given: Details, code: str) -> None:
    """Queue the confirmation, with the code, and the reminders. Who chose the phone gets none: we only
    ring when something changes.
    """
    _tell(appointment, given, "appointment_booked", code=show(code))
    _remind(appointment, given)


def tell_moved(appointment: Appointment) -> None:
    """Take back what told of the old time; queue the news and new reminders."""
    given = details.read(appointment)
    outbox.void(about=appointment.subject, before_sequence=appointment.sequence)
    _tell(appointment, given, "appointment_moved")
    _remind(appointment, given)


def tell_cancelled(appointment: Appointment) -> None:
    """Take back all reminders; queue the news."""
    outbox.void(about=appointment.subject, before_sequence=appointment.sequence)
    _tell(appointment, details.read(appointment), "appointment_cancelled")


def _remind(appointment: Appointment, given: Details) -> None:
    if given.contact not in (Contact.TEXT, Contact.EMAIL):
        return
    for kind, send_at in reminder_times(appointment, timezone.now()):
        _tell(appointment, given, kind, send_at=send_at)


def reminder_times(appointment: Appointment, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield the kinds of reminder that still make sense, each with when to send it."""
    for days, kind in REMINDERS:
        day = appointment.local_start.date() - timedelta(days=days)
        send_at = datetime.combine(day, REMIND_AT, tzinfo=appointment.tzinfo)
        if send_at >= now + NOT_SOONER:
            yield kind, send_at


def _tell(
    appointment: Appointment, given: Details, kind: str, *, code: str = "", send_at: datetime | None = None
) -> None:
    way = WAYS.get(Contact(given.contact))
    if way is None:
        return
    with translation.override(given.language):
        context = _context(appointment, given.language) | {"code": code}
        file = Attachment(FILE_NAME, MEDIA_TYPE, calendar_file(appointment, now=timezone.now()))
    outbox.queue(
        way=way,
        to=_address(given, way),
        kind=kind,
        language=given.language,
        about=appointment.subject,
        sequence=appointment.sequence,
        context=context,
        send_at=send_at,
        useful_until=None if kind == "appointment_cancelled" else appointment.start_at,
        attachments=[file] if way == Way.EMAIL and send_at is None else [],
    )


def _address(given: Details, way: Way) -> str:
    if way == Way.LETTER:
        return postal_address(given)
    return given.phone if way == Way.SMS else given.email


def postal_address(given: Details) -> str:
    """Return name and postal address, line by line; empty if they gave none."""
    if not given.address.strip():
        return ""
    return "\n".join([given.name, *given.address.splitlines(), given.postcode])


def _context(appointment: Appointment, language: str) -> dict[str, object]:
    place = place_of(appointment)
    return {
        "what": say(appointment.type.name),
        "day": day_words(appointment.local_start),
        "time": time_words(appointment.local_start),
        "place": place.name,
        "place_lines": place.lines,
        "mode": appointment.mode,
        "phone": appointment.office.phone if appointment.office else "",
        "bring": say_list(appointment.type.what_to_bring),
        "reference": appointment.reference,
        "link": access.link_to(appointment, language),
        "find": access.find_address(language),
    }
