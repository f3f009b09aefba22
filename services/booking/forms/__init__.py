"""The questions we ask for an appointment: the same for citizens online and for an adviser who types."""

import re
from datetime import date
from typing import Any

from django.http import QueryDict

from services.booking.details import Typed
from services.booking.forms.asking import DetailsForm
from services.booking.forms.finding import LastNameForm, LookUpForm
from services.booking.forms.particular import ApplicationForm, BirthForm, DeathForm
from services.booking.models import Appointment, Asks

__all__ = [
    "FORMS",
    "DetailsForm",
    "LastNameForm",
    "LookUpForm",
    "details_form",
    "printable",
    "typed_of",
]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

FORMS: dict[str, type[DetailsForm]] = {
    Asks.NOTHING: DetailsForm,
    Asks.BIRTH: BirthForm,
    Asks.DEATH: DeathForm,
    Asks.APPLICATION: ApplicationForm,
}


def details_form(
    appointment: Appointment, typed: Typed | None, *, today: date, initial: dict[str, Any] | None = None
) -> DetailsForm:
    """Return the form for an appointment, bound to what was typed; unbound if that is None."""
    data = None
    if typed is not None:
        data = QueryDict(mutable=True)
        for name, values in typed.items():
            data.setlist(name, values)
    form = FORMS[appointment.type.asks]
    return form(data, initial=initial, mode=appointment.mode, today=today)


def printable(post: QueryDict) -> QueryDict:
    """Return what was sent without characters that no keyboard types and no page may contain."""
    clean = QueryDict(mutable=True)
    for name, values in post.lists():
        clean.setlist(str(name), [_UNPRINTABLE.sub("", str(value)) for value in values])
    return clean


def typed_of(post: QueryDict, form: DetailsForm) -> Typed:
    """Return what was typed into the form's fields, and nothing else of the request."""
    prefixes = tuple(form.fields)
    return {
        str(name): [str(value)[:2000] for value in values]
        for name, values in printable(post).lists()
        if name in prefixes or str(name).rpartition("_")[0] in prefixes
    }
