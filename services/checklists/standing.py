"""How far its person is with each form and appointment that a checklist leads to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q, QuerySet

from services.applications import access as applications
from services.applications.choices import CaseState
from services.applications.choices import State as ApplicationState
from services.applications.models import Application
from services.booking import access as booking
from services.booking.models import Appointment
from services.booking.models import State as AppointmentState
from services.booking.models.appointments import OPEN as PROMISED
from services.checklists.models import Checklist
from services.checklists.plan import State

RANK = (State.STARTED, State.SENT, State.BOOKED, State.DONE)
"""Of several transactions for one thing the last of these counts."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose transactions count: those of an account, and those named."""

    user_id: int | None = None
    applications: frozenset[str] = frozenset()
    appointments: frozenset[str] = frozenset()

    def __or__(self, other: "Owned") -> "Owned":
        return Owned(
            self.user_id or other.user_id,
            self.applications | other.applications,
            self.appointments | other.appointments,
        )

    @property
    def found_applications(self) -> QuerySet[Application]:
        """Every application of theirs, erased ones too."""
        mine = Q(pk__in=self.applications)
        return Application.objects.filter(mine | Q(owner=self.user_id) if self.user_id else mine)

    @property
    def found_appointments(self) -> QuerySet[Appointment]:
        """Every appointment of theirs."""
        mine = Q(pk__in=self.appointments) | Q(application__in=self.applications)
        if self.user_id:
            mine |= Q(application__owner=self.user_id)
        return Appointment.objects.filter(mine)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one form or appointment is, and by which application or appointment one knows it."""

    state: State
    began_at: datetime
    application: Application | None = None
    appointment: Appointment | None = None


def owned_by(checklist: Checklist) -> Owned:
    """Return whose transactions count for a kept checklist. One query."""
    belongings = list(checklist.belongings.all())
    return Owned(
        checklist.owner_id,
        frozenset(str(each.application_id) for each in belongings if each.application_id),
        frozenset(str(each.appointment_id) for each in belongings if each.appointment_id),
    )


def owned_in(session: SessionBase) -> Owned:
    """Return what this browser may open."""
    return Owned(
        None,
        frozenset(session.get(applications.SESSION_KEY, ())),
        frozenset(session.get(booking.SESSION_KEY, ())),
    )


def standings(
    owned: Owned, *, forms: Collection[str], bookings: Collection[str], since: datetime
) -> tuple[dict[str, Standing], dict[str, Standing]]:
    """Return how far forms and appointments are, by their keys: what is open, or was begun or sent since.

    Two queries, none for what nothing leads to.
    """
    return (
        _furthest(_of_applications(owned, forms, since)) if forms else {},
        _furthest(_of_appointments(owned, bookings, since)) if bookings else {},
    )


def may_open(session: SessionBase, user_id: int | None, standing: Standing) -> bool:
    """Tell whether this browser may open what a standing is known by: else its code is asked for."""
    if standing.application:
        held = str(standing.application.pk) in session.get(applications.SESSION_KEY, ())
        return held or (user_id is not None and standing.application.owner_id == user_id)
    found = standing.appointment
    if found is None:
        return False
    owner_id = found.application.owner_id if found.application else None
    held = str(found.pk) in session.get(booking.SESSION_KEY, ())
    return held or (user_id is not None and owner_id == user_id)


def _of_applications(owned: Owned, forms: Collection[str], since: datetime) -> Iterable[tuple[str, Standing]]:
    lasting = Q(state=ApplicationState.DRAFT, closed_at=None)
    lasting |= Q(state=ApplicationState.SUBMITTED) & (Q(started_at__gte=since) | Q(submitted_at__gte=since))
    found = owned.found_applications.filter(lasting, version__form__key__in=forms)
    found = found.select_related("version__form", "case").defer("version__content", "snapshot")
    for each in found:
        yield each.version.form.key, Standing(_application_state(each), each.started_at, application=each)


def _application_state(application: Application) -> State:
    if application.is_draft:
        return State.STARTED
    case = getattr(application, "case", None)
    return State.DONE if case and case.state == CaseState.DECIDED else State.SENT


def _of_appointments(
    owned: Owned, bookings: Collection[str], since: datetime
) -> Iterable[tuple[str, Standing]]:
    lasting = Q(state__in=PROMISED) | Q(state=AppointmentState.ATTENDED, created_at__gte=since)
    found = owned.found_appointments.filter(lasting, type__key__in=bookings)
    for each in found.select_related("type", "office", "application"):
        state = State.DONE if each.state == AppointmentState.ATTENDED else State.BOOKED
        yield each.type.key, Standing(state, each.created_at, appointment=each)


def _furthest(found: Iterable[tuple[str, Standing]]) -> dict[str, Standing]:
    best: dict[str, Standing] = {}
    for key, each in found:
        known = best.get(key)
        if known is None or (RANK.index(each.state), each.began_at) > (
            RANK.index(known.state),
            known.began_at,
        ):
            best[key] = each
    return best
