"""What the desk looks up."""

from django.db.models import QuerySet

from services.applications.models import Application
from services.applications.queries import Source, by_name_and_birth, by_reference, journey_of, sources_of
from services.assisted.models import AssistedSession
from services.booking.details import last_name_index
from services.booking.models import Appointment
from services.checklists import resuming
from services.checklists.models import Checklist
from services.checklists.places import Place, place_of
from services.definitions.channels import Channel
from services.definitions.summary import Entry, Part, summary
from services.identity.models import User


def open_sessions(user: User) -> QuerySet[AssistedSession]:
    """Return the adviser's sessions that have not ended, newest first."""
    return (
        AssistedSession.objects.select_related("application__version__form")
        .filter(staff=user, ended_at__isnull=True)
        .order_by("-started_at")
    )


def found_by(*, reference: str = "", last_name: str = "", born: str = "") -> list[Application]:
    """Return the applications that a reference, or a last name and ISO date of birth, lead to.

    Nothing is opened: a reference is no secret and the rest are blind indexes. Raises
    ReferenceMistyped if the reference's check letter does not fit.
    """
    if reference:
        found = by_reference(reference)
        return [found] if found else []
    return list(by_name_and_birth(last_name, born)[:20])


def list_found_by(reference: str) -> tuple[Checklist, Place | None] | None:
    """Return the checklist with a reference, and what it is of. Raises ReferenceMistyped."""
    found = resuming.by_reference(reference)
    return (found, place_of(found.event)) if found else None


def told(
    application: Application, *, channel: Channel
) -> list[tuple[Part, list[tuple[Entry, Source | None]]]]:
    """Return every answer that counts, by section, each with where it came from."""
    sources = sources_of(application)
    return [
        (part, [(entry, sources.get((entry.question.key, entry.row))) for entry in part.entries])
        for part in summary(application.document, journey_of(application, channel=channel))
    ]


def appointments_found_by(*, reference: str, last_name: str) -> list[Appointment]:
    """Return booked appointments by reference, or by last name, the next ones first."""
    found = Appointment.objects.confirmed().select_related("type", "office")
    if reference:
        return list(found.filter(reference=reference))
    return list(found.filter(last_name_index=last_name_index(last_name)).order_by("-start_at")[:20])
