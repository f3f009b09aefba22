"""What the law says about the day somebody chose. Plain Python; sentences are in services/wording.py."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.booking.models import Asks

# Births and Deaths Registration Act 1953, section 2: 42 days from the date of the birth.
BIRTH_WITHIN = timedelta(days=42)
# Section 7: after twelve months a birth needs the Registrar General's written authority.
BIRTH_NEEDS_AUTHORITY_AFTER_MONTHS = 12
# Sections 16 and 17, as they stand since 9 September 2024: five days, counted from the day on which
# the registrar gets the certificate from the medical examiner. Not where a coroner investigates.
DEATH_WITHIN = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Advice:
    """A code and the day that its sentence names."""

    code: str
    by: date


def advice(asks: str, answers: Mapping[str, str], *, on: date, today: date) -> Iterator[Advice]:
    """Yield what somebody should know who chose an appointment on that day. It never stops them:
    the duty to register goes on after the time limit.
    """
    if asks == Asks.BIRTH and "born_on" in answers:
        by = date.fromisoformat(answers["born_on"]) + BIRTH_WITHIN
        if on > by:
            yield Advice("birth_limit_passed" if today > by else "birth_limit_before_appointment", by)
    if asks == Asks.DEATH and answers.get("certificate") == "medical_examiner":
        by = today + DEATH_WITHIN
        if on > by:
            yield Advice("death_limit_before_appointment", by)


def needs_authority(born_on: date, today: date) -> bool:
    """Tell whether a birth is too long ago to be registered without special authority."""
    years = BIRTH_NEEDS_AUTHORITY_AFTER_MONTHS // 12
    return (today.year - years, today.month, today.day) > (born_on.year, born_on.month, born_on.day)
