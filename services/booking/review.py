"""An appointment and its details as rows to read: check page, print, and the adviser's screen."""

from dataclasses import dataclass
from datetime import date

import phonenumbers
from django.utils.translation import gettext as _

from services.booking.details import Access, Contact, Details
from services.booking.forms import FORMS
from services.booking.models import Appointment, Mode
from services.booking.places import place_of
from services.booking.spoken import day_words, time_words
from services.booking.words import say


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list. `change_url` is where it can be changed."""

    key: str
    value: str
    change_url: str = ""


def time_rows(appointment: Appointment, change_url: str = "") -> list[Row]:
    """Return what, when and where."""
    start, end = appointment.local_start, appointment.local_end
    until = _("%(start)s to %(end)s") % {"start": time_words(start), "end": time_words(end)}
    return [
        Row(_("Appointment"), say(appointment.type.name)),
        Row(_("Day"), day_words(start), change_url),
        Row(_("Time"), until, change_url),
        Row(_("Place"), "\n".join(place_of(appointment).lines), change_url),
    ]


def detail_rows(appointment: Appointment, given: Details, change_url: str = "") -> list[Row]:
    """Return what the person told us; an empty row where they left something out that we ask everybody."""

    def row(key: str, value: str, field: str) -> Row:
        return Row(key, value, f"{change_url}#{field}" if change_url else "")

    rows = [
        row(str(_own_label(appointment, name)), _own_value(appointment, name, value), f"id_{name}")
        for name, value in given.answers.items()
    ]
    rows.append(row(_("Name"), given.name, "id_first_name"))
    if appointment.mode == Mode.PHONE:
        rows.append(row(_("Number to call"), readable_phone(given.phone), "id_phone"))
    if appointment.mode == Mode.HOME:
        rows.append(row(_("Address to visit"), f"{given.address}\n{given.postcode}", "id_address"))
    rows.append(row(_("How we confirm"), _contact(given), "id_contact_0"))
    needs = [str(Access(need).label) for need in given.access] + [given.access_note]
    rows.append(row(_("What you need"), "\n".join(filter(None, needs)) or _("Nothing"), "id_access_0"))
    return rows


def _own_label(appointment: Appointment, name: str) -> object:
    return FORMS[appointment.type.asks].base_fields[name].label


def _own_value(appointment: Appointment, name: str, value: str) -> str:
    if name.endswith("_on"):
        return day_words(date.fromisoformat(value))
    choices = getattr(FORMS[appointment.type.asks].base_fields[name], "choices", ())
    return str(dict(choices).get(value, value))


def _contact(given: Details) -> str:
    reached = {
        Contact.LETTER: f"{given.address}\n{given.postcode}",
        Contact.EMAIL: given.email,
        Contact.PHONE: readable_phone(given.phone),
        Contact.TEXT: readable_phone(given.phone),
    }
    way = Contact(given.contact)
    return f"{way.label}\n{reached[way]}"


def readable_phone(number: str) -> str:
    """Return a stored number as people in this country write it."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, "GB")
    national = parsed.country_code == phonenumbers.country_code_for_region("GB")
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if national else style.INTERNATIONAL)
