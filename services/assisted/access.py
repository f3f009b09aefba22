"""Which stretch of help, and through it which application, an adviser may open."""

from uuid import UUID

from services.applications.actions import catch_up
from services.applications.models import Application
from services.applications.queries import with_everything
from services.assisted.errors import CallerNotChecked, SessionEnded
from services.assisted.models import AssistedSession
from services.checklists.models import Checklist
from services.identity.models import User


def open_session(pk: UUID, user: User) -> AssistedSession:
    """Return the adviser's own open session. Raises SessionEnded for any other."""
    session = (
        AssistedSession.objects.select_related("application__version__form", "checklist", "staff")
        .filter(pk=pk, staff=user, ended_at__isnull=True)
        .first()
    )
    if session is None:
        raise SessionEnded
    return session


def application_of(session: AssistedSession) -> Application:
    """Return the application this session may work on. Raises CallerNotChecked before the check.

    If its form got a new version, it is moved or closed now, as the version's author chose.
    """
    if session.application_id is None or not session.is_checked:
        raise CallerNotChecked
    return catch_up(with_everything().get(pk=session.application_id))


def checklist_of(session: AssistedSession) -> Checklist | None:
    """Return the checklist that this session may work on by the list's own code.

    None if the session is about an application, or about nothing yet. Raises CallerNotChecked before the
    check, and before the person agreed.
    """
    if session.consented_at is None or (session.checklist_id and not session.is_checked):
        raise CallerNotChecked
    return session.checklist
