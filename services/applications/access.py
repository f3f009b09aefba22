"""Who may open which application. Every citizen view asks here for the object it works on."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.http import HttpRequest

from services.applications.choices import State
from services.applications.errors import NotOpen
from services.applications.models import Application
from services.applications.queries import the_one

SESSION_KEY = "applications"
TYPING_SALT = "anydoor.typed-input"
TYPING_LIFE_S = 24 * 60 * 60


def grant(session: SessionBase, application: Application) -> None:
    """Let this browser session open the application. The session gets a new key."""
    opened = session.get(SESSION_KEY, [])
    session.cycle_key()
    session[SESSION_KEY] = [*(pk for pk in opened if pk != str(application.pk)), str(application.pk)][-20:]


def withdraw(session: SessionBase, application: Application) -> None:
    """Close the application in this browser session."""
    session[SESSION_KEY] = [pk for pk in session.get(SESSION_KEY, []) if pk != str(application.pk)]


def for_citizen(request: HttpRequest, pk: UUID) -> Application:
    """Return the application if this session was granted it or its owner is signed in.

    Raises NotOpen, the same for one that is unknown, erased, timed out or somebody else's.
    """
    application = the_one(pk)
    if application is None or application.state == State.ERASED:
        raise NotOpen
    if str(pk) in request.session.get(SESSION_KEY, []):
        return application
    if request.user.is_authenticated and application.owner_id == request.user.pk:
        return application
    raise NotOpen


def typing_pass(application: Application) -> str:
    """Return a signed pass, put into each form, that only lets what was typed be kept.

    It opens nothing. When a page times out before Continue is pressed, it saves the person's work.
    """
    return signing.dumps(str(application.pk), salt=TYPING_SALT)


def for_typing(token: str, pk: UUID) -> Application:
    """Return the draft a pass was made for, for keeping typed input only. Raises NotOpen."""
    try:
        allowed = signing.loads(token, salt=TYPING_SALT, max_age=TYPING_LIFE_S)
    except signing.BadSignature:
        raise NotOpen from None
    application = the_one(pk)
    if application is None or not application.is_draft or allowed != str(pk):
        raise NotOpen
    return application
