"""Where an adviser is in somebody's application, and where the script goes next."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from services.applications.models import Application
from services.applications.queries import journey_of
from services.assisted import actions
from services.assisted.access import application_of, open_session
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


def after(journey: Journey, stop: Stop) -> Stop | None:
    """Return the next stop with something to ask: what is known is passed over."""
    if journey.next is None:
        return None
    later = journey.after(stop.key)
    while later is not None and later.complete:
        later = journey.after(later.key)
    return later or journey.next
