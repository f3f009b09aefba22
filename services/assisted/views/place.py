"""Where an adviser is in somebody's application, and where the script goes next."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from services.applications.models import Application
from services.applications.queries import journey_of
from services.assisted import actions
from services.assisted.access import application_of, open_session
from services.assisted.keying import RowName
from services.assisted.models import AssistedSession
from services.assisted.views.entrance import user_of
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.journey import Journey, Stop, Values
from services.identity.actors import Actor, staff


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an application an adviser is: the step, or one row's step."""

    session: AssistedSession
    application: Application
    by: Actor
    channel: Channel
    journey: Journey
    stop: Stop
    step: Step
    row: str = ""

    @property
    def values(self) -> Values:
        """The answers that count at this place."""
        for row in self.stop.rows:
            if row.id == self.row:
                return row.values
        return self.journey.relevant.values


def enter(request: HttpRequest, pk: UUID) -> tuple[AssistedSession, Application, Actor, Journey]:
    """Return the adviser's session with its application and journey. The look is recorded."""
    session = open_session(pk, user_of(request))
    application = application_of(session)
    by, channel = staff(user_of(request)), Channel(session.channel)
    actions.note_look(application=application, by=by, channel=channel)
    return session, application, by, journey_of(application, channel=channel)


def list_page(session: AssistedSession, journey: Journey, row: str) -> str:
    """Return the address of the list that a row stands in."""
    trail = journey.trail(row)
    if len(trail) < 2:
        return reverse("assisted:ask", args=[session.pk, trail[0][0].key])
    (outer, around), (inner, _row) = trail
    return reverse("assisted:ask_row", args=[session.pk, outer.key, around.id, inner.key])


def row_name(journey: Journey, row: str) -> RowName:
    """Return which row of which list it is; () outside rows."""
    numbered = (
        (stop, [each.id for each in stop.rows].index(found.id) + 1) for stop, found in journey.trail(row)
    )
    return tuple((stop.repeat, number) for stop, number in numbered if stop.repeat)


def after_in_row(session: AssistedSession, journey: Journey, row: str, key: str) -> str:
    """Return what comes after a step or inner list of a row: what is open in it, or the row's own list."""
    stop, found = journey.trail(row)[-1]
    if found.next_stop is None or found.next_stop.key == key:
        return list_page(session, journey, row)
    return reverse("assisted:ask_row", args=[session.pk, stop.key, row, found.next_stop.key])


def after(journey: Journey, stop: Stop) -> Stop | None:
    """Return the next stop with something to ask: what is known is passed over."""
    if journey.next is None:
        return None
    later = journey.after(stop.key)
    while later is not None and later.complete:
        later = journey.after(later.key)
    return later or journey.next


def go_on(session: AssistedSession, journey: Journey, stop: Stop) -> str:
    """Return the page after a stop: what there is to ask next, or everything to read back."""
    following = after(journey, stop)
    if following is None:
        return reverse("assisted:read_back", args=[session.pk])
    return reverse("assisted:ask", args=[session.pk, following.key])
