"""Who may open which appointment. Every citizen view asks here for the one it works on."""

import base64
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from services import vault
from services.booking.details import last_name_index
from services.booking.errors import NotFound, NotOpen
from services.booking.models import Appointment
from services.identity import codes, references, throttle

SESSION_KEY = "appointments"
LINK_SALT = "anydoor.appointment-link"
_KEPT = 20
_ID_BYTES, _MARK_BYTES = 16, 14  # together 40 letters, without padding


def grant(session: SessionBase, appointment: Appointment) -> None:
    """Let this browser session open the appointment. The session gets a new key."""
    opened = session.get(SESSION_KEY, {})
    name = str(appointment.pk)
    kept = opened.pop(name, "")
    session.cycle_key()
    session[SESSION_KEY] = dict([*opened.items(), (name, kept)][-_KEPT:])


def keep_code(session: SessionBase, appointment: Appointment, code: str) -> None:
    """Remember a new code, sealed, so that the confirmation page can show it."""
    sealed = vault.seal_for_site(code.encode(), context=f"code:{appointment.pk}")
    session[SESSION_KEY] = session.get(SESSION_KEY, {}) | {
        str(appointment.pk): base64.b64encode(sealed).decode()
    }


def kept_code(session: SessionBase, appointment: Appointment) -> str:
    """Return the code this session was given when it booked; empty if it only looked the appointment up."""
    sealed = session.get(SESSION_KEY, {}).get(str(appointment.pk), "")
    if not sealed:
        return ""
    return vault.open_for_site(base64.b64decode(sealed), context=f"code:{appointment.pk}").decode()


def for_citizen(request: HttpRequest, pk: UUID) -> Appointment:
    """Return the appointment if this session was granted it, or its application's owner is signed in.

    Raises NotOpen, the same for one that is unknown or somebody else's.
    """
    found = Appointment.objects.select_related("type", "office", "application").filter(pk=pk).first()
    if found is None:
        raise NotOpen
    if str(pk) in request.session.get(SESSION_KEY, {}):
        return found
    owner_id = found.application.owner_id if found.application else None
    if owner_id is not None and request.user.is_authenticated and request.user.pk == owner_id:
        return found
    raise NotOpen


def by_code(reference: str, code: str) -> Appointment:
    """Return the appointment with this reference and code.

    Raises ReferenceMistyped or CodeMistyped for slips, which cost no try; TooManyTries; and NotFound,
    the same for an unknown reference and a wrong code.
    """
    reference = references.tidy_reference(reference)
    code = codes.tidy(code)
    throttle.spend(f"appointment:{reference}")
    digest = codes.digest(code, reference)
    found = Appointment.objects.confirmed().filter(reference=reference, code_digest=digest).first()
    if found is None:
        raise NotFound
    throttle.forgive(f"appointment:{reference}")
    return found


def link_to(appointment: Appointment, language: str) -> str:
    """Return the address to put into a message. It shows the appointment; it opens and changes nothing."""
    token = base64.urlsafe_b64encode(appointment.pk.bytes + _mark(appointment.pk)).decode()
    with translation.override(language):
        return settings.SITE_URL + reverse("booking:link", args=[token])


def find_address(language: str) -> str:
    """Return the address of the page that asks for reference and code."""
    with translation.override(language):
        return settings.SITE_URL + reverse("booking:find")


def by_link(token: str) -> Appointment:
    """Return the appointment that a message's link is about. Raises NotFound."""
    try:
        plain = base64.urlsafe_b64decode(token.encode())
    except ValueError:
        raise NotFound from None
    if len(plain) != _ID_BYTES + _MARK_BYTES:
        raise NotFound
    pk = UUID(bytes=plain[:_ID_BYTES])
    if not constant_time_compare(plain[_ID_BYTES:], _mark(pk)):
        raise NotFound
    found = Appointment.objects.confirmed().select_related("type", "office").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _mark(pk: UUID) -> bytes:
    """Return what shows that a link is ours: short enough for a text message."""
    return salted_hmac(LINK_SALT, pk.bytes, algorithm="sha256").digest()[:_MARK_BYTES]


def check_last_name(appointment: Appointment, last_name: str) -> None:
    """Raise NotFound unless that is the last name given with the appointment; TooManyTries."""
    throttle.spend(appointment.subject)
    if not appointment.last_name_index or appointment.last_name_index != last_name_index(last_name):
        raise NotFound
    throttle.forgive(appointment.subject)
