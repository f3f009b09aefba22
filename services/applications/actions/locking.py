"""Take an application's row for the length of a transaction."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from services.applications.choices import State
from services.applications.errors import DraftClosed, FormChanged, NotDraft
from services.applications.models import Application
from services.applications.snapshot import Snapshot, sealed
from services.definitions.models import version_of
from services.statements import Rows

APPLICATIONS = Rows(Application)


def locked(pk: UUID, *, remembers: bool = False) -> Application:
    """Return the application, locked until the transaction ends, with its version.

    Its snapshot is thrown away, for what it shows may be about to change; whoever says `remembers`
    leaves all as it is or gives `touch` a new one.
    """
    application = APPLICATIONS.get(pk, lock=True)
    if application is None:
        raise Application.DoesNotExist(pk)
    application.version = version_of(application.version_id)
    if application.snapshot and not remembers:
        application.snapshot = b""
        APPLICATIONS.update(application, "snapshot")
    return application


def locked_draft(pk: UUID, *, remembers: bool = False) -> Application:
    """Return the draft, locked.

    Raises NotDraft if it was submitted or erased meanwhile, DraftClosed if a new version closed it.
    """
    application = locked(pk, remembers=remembers)
    if application.state != State.DRAFT:
        raise NotDraft
    if application.closed_at:
        raise DraftClosed
    return application


def locked_as_seen(seen: Application, *, remembers: bool = False) -> Application:
    """Return the draft, locked, if it still has the version that the caller has worked with.

    Raises FormChanged if it was moved to another one meanwhile; NotDraft, DraftClosed.
    """
    application = locked_draft(seen.pk, remembers=remembers)
    if application.version_id != seen.version_id:
        raise FormChanged
    return application


def touch(application: Application, *, remember: Snapshot | None = None) -> None:
    """Note that the draft was used now: its life starts again. `remember` is what is entered in it now."""
    fields = ["used_at", "expires_at"]
    application.used_at = timezone.now()
    application.expires_at = application.used_at + timedelta(days=application.document.life_days)
    if remember:
        application.snapshot = sealed(application, remember)
        fields.append("snapshot")
    APPLICATIONS.update(application, *fields)
