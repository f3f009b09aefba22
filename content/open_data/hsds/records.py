"""Pieces that several records of HSDS share: phones, contacts, hours, languages."""

from typing import Any

from content.open_data.families import Family, main_of
from content.open_data.identifiers import uuid_of
from content.open_data.published import Place, by_hours

Record = dict[str, Any]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def filled(record: Record) -> Record:
    """Return a record without what says nothing: HSDS leaves out what is not known. 0 says something."""
    return {name: value for name, value in record.items() if value not in ("", None, [], {})}


def contact_record(contact: Family, **belongs_to: str) -> Record:
    """Return a contact point as a contact with its phones."""
    point = contact.main
    key = next(iter(belongs_to.values()))
    own = uuid_of("contact", contact.key, key)
    return filled(
        {
            "id": own,
            **belongs_to,
            "name": main_of(contact.said("name")),
            "email": point.email,
            "phones": phone_records(point.phone, point.textphone, own, contact_id=own),
        }
    )


def phone_records(phone: str, textphone: str, owner: str, **belongs_to: str) -> list[Record]:
    """Return the telephone and the textphone of whoever has this id."""
    kinds = (("voice", phone), ("textphone", textphone))
    return [
        {"id": uuid_of("contact", owner, "phone", kind), **belongs_to, "number": number, "type": kind}
        for kind, number in kinds
        if number
    ]


def schedule_in_words(words: str, owner: str, **belongs_to: str) -> list[Record]:
    """Return hours that are only known in words."""
    return [{"id": uuid_of("contact", owner, "hours"), **belongs_to, "description": words}] if words else []


def schedules(place: Place, owner: str, **belongs_to: str) -> list[Record]:
    """Return the weekly hours of an office as rules of RFC 5545, one for each pair of hours."""
    return [
        {
            "id": uuid_of("office", place.office.key, "hours", opens, closes, owner),
            **belongs_to,
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": ",".join(DAYS[day] for day in days),
            "opens_at": opens,
            "closes_at": closes,
            "attending_type": "physical",
        }
        for (opens, closes), days in by_hours(place).items()
    ]
