"""The calls to make, and how what is missing in an application can be asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.applications.choices import State
from services.applications.models import Application, Event
from services.applications.queries import answers_of
from services.applications.telling import Number, name_of, number_of, postal_reach_of
from services.assisted.missing.actions import KIND, about_of, suggests_letter
from services.assisted.missing.models import CallToMake, CallTry, Try
from services.assisted.missing.reading import NOTHING, Open, missing_in
from services.definitions.journey import Answers
from services.notifications.models import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call to make: whom, about what, and how often it was tried."""

    call: CallToMake
    application: Application
    open: Open
    name: str
    number: Number | None
    tries: list[CallTry]
    has_address: bool

    @property
    def wrong_number(self) -> bool:
        """Whether somebody else answered."""
        return any(each.outcome == Try.WRONG_NUMBER for each in self.tries)

    @property
    def write_instead(self) -> bool:
        """Whether it is time for a letter."""
        return suggests_letter(self.tries)


@dataclass(frozen=True, slots=True)
class Asking:
    """How what is missing can be asked for, and how it has been."""

    has_address: bool
    call: CallToMake | None
    letter_at: datetime | None


def asking_of(application: Application, answers: Answers) -> Asking:
    """Return how what is missing can be asked for. Two queries."""
    letters = Message.objects.filter(about=about_of(application), kind=KIND).order_by("-created_at")
    return Asking(
        postal_reach_of(application, answers) is not None,
        CallToMake.objects.filter(application=application).first(),
        letters.values_list("created_at", flat=True).first(),
    )


def asked_in(application: Application) -> Open:
    """Return what is missing still and was asked for, by letter or call: nothing if nobody asked."""
    if not Event.objects.filter(kind="answers_asked", application=application).exists():
        return NOTHING
    return missing_in(application)


def calls() -> Iterator[tuple[CallToMake, Open]]:
    """Yield the calls about which something is missing still, the longest waiting first.

    A call whose questions are answered, in whatever channel, is none any more.
    """
    found = CallToMake.objects.filter(
        application__state=State.DRAFT, application__closed_at__isnull=True
    ).select_related("application__version__form", "asked_by")
    for call in found.prefetch_related("tries__tried_by").order_by("asked_at", "pk"):
        if still := missing_in(call.application):
            yield call, still


def shown_to_staff(call: CallToMake, still: Open) -> Waiting:
    """Return a call with name and number. Opens the answers: write down that they were looked at."""
    application = call.application
    answers = answers_of(application)
    return Waiting(
        call,
        application,
        still,
        name_of(application, answers),
        number_of(application, answers),
        list(call.tries.all()),
        postal_reach_of(application, answers) is not None,
    )
