"""A checklist goes on through what its person begins and books, and is found again by it."""

from django.contrib.sessions.backends.base import SessionBase

from services.applications.models import Application
from services.booking.models import Appointment
from services.checklists import access, actions
from services.checklists.models import Checklist
from services.checklists.places import Place, place_of
from services.checklists.standing import owned_in, standings
from services.definitions.channels import Channel
from services.identity.actors import citizen


def started(session: SessionBase, application: Application) -> None:
    """Tie an application to the checklist that it was begun from in this browser.

    A checklist that was in the session alone is kept from now on: the code of the application opens it.
    """
    for event, entry in access.leading_to(session, form=application.version.form.key):
        if row := _kept(session, event, entry):
            actions.belong(checklist=row, application=application)


def booked(session: SessionBase, appointment: Appointment) -> None:
    """Tie an appointment to the checklist that it was booked from in this browser. See AFTER_BOOKING."""
    for event, entry in access.leading_to(session, booking_key=appointment.type.key):
        if row := _kept(session, event, entry):
            actions.belong(checklist=row, appointment=appointment)


def come_back(session: SessionBase, application: Application) -> None:
    """Note, when an application is opened again, to which checklist a way leads back from it. One query."""
    row = Checklist.objects.filter(belongings__application=application).order_by("-used_at").first()
    place = place_of(row.event) if row else None
    if row and place:
        access.remember(session, access.Opened(row.event, row.contents, row), place)


def tie(session: SessionBase, row: Checklist, place: Place) -> None:
    """Tie to a checklist what this browser had begun or booked for it before it was kept. Two queries."""
    known = standings(
        owned_in(session), forms=place.forms, bookings=place.bookings, since=row.contents.begun_at
    )
    for by_key in known:
        for each in by_key.values():
            actions.belong(checklist=row, application=each.application, appointment=each.appointment)


def _kept(session: SessionBase, event: str, entry: access.Entry) -> Checklist | None:
    if "kept" in entry:
        return Checklist.objects.filter(pk=entry["kept"]).first()
    opened, place = access.in_session(session, event), place_of(event)
    return keep(session, opened, place) if opened and place else None


def keep(session: SessionBase, opened: access.Opened, place: Place) -> Checklist:
    """Return a checklist that was in the session alone, kept from now on."""
    row = actions.begin(event=opened.event, contents=opened.contents, by=citizen(), channel=Channel.ONLINE)
    tie(session, row, place)
    access.forget(session, opened.event)
    access.remember(session, access.Opened(opened.event, opened.contents, row), place)
    return row
