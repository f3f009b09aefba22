"""An application as one of our pages works on it: its answers and the journey that they make."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from services.applications import access
from services.applications.actions import catch_up
from services.applications.models import Application
from services.applications.queries import answers_of, journey_of
from services.applications.snapshot import Place, snapshot_of
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.journey import Answers, Journey, Row, Stop, Values, scope_in
from services.definitions.rules import Scope
from services.identity.actors import Actor, citizen
from services.identity.models import User

ONLINE = Channel.ONLINE


@dataclass(frozen=True, slots=True)
class Draft:
    """The application, all its answers and where they lead."""

    application: Application
    answers: Answers
    journey: Journey
    typed: frozenset[Place] | None = None
    """Where typing is kept that is not an answer yet; None if nobody has looked."""

    @property
    def document(self) -> Document:
        """The form's definition."""
        return self.application.document

    def stop_of(self, key: str) -> Stop | None:
        """Return the stop with this key, or None if the answers do not lead there."""
        return self.journey.stop(key)

    def trail_to(self, repeat: str, row_id: str) -> tuple[tuple[Stop, Row], ...]:
        """Return the way to a row of a repeat; empty if it was removed or belongs elsewhere."""
        found = self.journey.trail(row_id)
        return found if found and found[-1][0].key == repeat else ()

    def values_at(self, row_id: str = "") -> Values:
        """Return the answers of a row, or those outside rows, relevant or not."""
        if not row_id:
            return self.answers.values
        return next((rows[row_id] for rows in self.answers.rows.values() if row_id in rows), {})

    def scope(self, row: Row | None = None) -> Scope:
        """Return what rules may see here."""
        today = timezone.localdate()
        return scope_in(self.journey, row.id if row else "", channel=ONLINE, today=today)

    def with_values(self, values: Values, *, repeat: str = "", row_id: str = "") -> "Draft":
        """Return the draft as it is after these answers are saved, without asking the database again."""
        if row_id:
            rows = {key: dict(found) for key, found in self.answers.rows.items()}
            rows[repeat][row_id] = {**rows[repeat][row_id], **values}
            answers = replace(self.answers, rows=rows)
        else:
            answers = replace(self.answers, values={**self.answers.values, **values})
        return of(self.application, answers)


def of(application: Application, answers: Answers | None = None) -> Draft:
    """Return an application with its answers and journey. Two queries, none if `answers` are given."""
    known = answers_of(application) if answers is None else answers
    return Draft(application, known, journey_of(application, channel=ONLINE, answers=known))


def as_opened(application: Application) -> Draft:
    """Return an application as it was when it was read a moment ago. No query if it has its snapshot."""
    found = snapshot_of(application)
    return replace(of(application, found.answers), typed=found.typed)


def opened(request: HttpRequest, form: str, pk: UUID) -> Application:
    """Return the application this browser may open, draft or submitted.

    If its form got a new version, it is moved or closed now, as the version's author chose.
    Raises NotOpen, and Http404 if the address names another form than the application's.
    """
    application = access.for_citizen(request, pk)
    if application.version.form.key != form:
        raise Http404
    return catch_up(application)


def person(request: HttpRequest) -> Actor:
    """Return the citizen at this browser, with their account if they are signed in."""
    return citizen(request.user if isinstance(request.user, User) else None)


def actor(request: HttpRequest, document: Document) -> Actor:
    """Return the citizen who answers a form. Of a checker nothing is tied to anybody's account."""
    return citizen() if document.is_checker else person(request)
