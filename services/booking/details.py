"""What a person tells us with an appointment, sealed under the appointment's own key."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from services import vault
from services.booking.models import Appointment
from services.identity.codes import fold

Typed = dict[str, list[str]]


class Contact(models.TextChoices):
    """How the person wants to hear from us. Each works without the others."""

    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By phone call")
    TEXT = "text", _("By text message")
    EMAIL = "email", _("By email")


class Access(models.TextChoices):
    """What makes an appointment work for somebody."""

    STEP_FREE = "step_free", _("I cannot use steps")
    HEARING_LOOP = "hearing_loop", _("I use a hearing loop")
    SIGN_LANGUAGE = "sign_language", _("I use British Sign Language")
    QUIET = "quiet", _("I need a quiet place")
    INTERPRETER = "interpreter", _("I need an interpreter for a spoken language")
    LARGE_PRINT = "large_print", _("I need letters in large print")
    MORE_TIME = "more_time", _("I need more time")
    SUPPORTER = "supporter", _("I will bring someone to support me")


@dataclass(frozen=True, slots=True)
class Details:
    """Who comes, how to reach them and what they need. `answers` belong to the type of appointment."""

    last_name: str
    first_name: str = ""
    contact: str = Contact.LETTER
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    language: str = "en"
    access: tuple[str, ...] = ()
    access_note: str = ""
    born_on: date | None = None
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.first_name} {self.last_name}".strip()


def last_name_index(last_name: str) -> str:
    """Return the blind index of a last name, by which a person proves who they are."""
    return vault.blind_index("appointment-last-name", fold(last_name))


def person_index(last_name: str, born_on: date) -> str:
    """Return the blind index of a last name and date of birth, by which staff find appointments."""
    return vault.blind_index("appointment-person", fold(last_name), born_on.isoformat())


def write(appointment: Appointment, details: Details) -> None:
    """Seal the details into the row, with their indexes, without saving it."""
    facts = asdict(details) | {"born_on": details.born_on.isoformat() if details.born_on else None}
    _seal(appointment, json.dumps(facts), "details")
    appointment.last_name_index = last_name_index(details.last_name)
    appointment.person_index = person_index(details.last_name, details.born_on) if details.born_on else ""


def read(appointment: Appointment) -> Details:
    """Return the details of a confirmed appointment. Raises vault.Unreadable once they are erased."""
    facts = json.loads(_open(appointment, "details"))
    facts["born_on"] = date.fromisoformat(facts["born_on"]) if facts["born_on"] else None
    return Details(**facts | {"access": tuple(facts["access"])})


def write_typed(appointment: Appointment, typed: Typed) -> None:
    """Seal what was typed so far, right or not, into the row of a hold, without saving it."""
    _seal(appointment, json.dumps(typed), "typed")


def read_typed(appointment: Appointment) -> Typed:
    """Return what was typed into the page of a hold; empty if nothing was."""
    if not appointment.details:
        return {}
    typed: Typed = json.loads(_open(appointment, "typed"))
    return typed


def _seal(appointment: Appointment, text: str, what: str) -> None:
    if not appointment.data_key:
        appointment.data_key = vault.new_key()
    box = vault.Box(bytes(appointment.data_key))
    appointment.details = box.seal(text.encode(), context=f"{appointment.subject}:{what}")


def _open(appointment: Appointment, what: str) -> bytes:
    box = vault.Box(bytes(appointment.data_key))
    return box.open(bytes(appointment.details), context=f"{appointment.subject}:{what}")
