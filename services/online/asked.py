"""The answers that our staff asked for by letter or call, and that are not there yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.applications.models import Application, Event
from services.applications.queries import journey_of
from services.definitions.asking import applicable
from services.definitions.kinds import Computed
from services.definitions.kinds.base import Words
from services.online import places
from services.online.drafts import ONLINE, Draft

ASKED = "answers_asked"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A question, or a list, that we wait for, and the page that asks it."""

    label: Words
    url: str


def awaited_answers(draft: Draft) -> list[Awaited]:
    """Return what we asked for and still wait for. One query, none if nothing is missing."""
    if draft.journey.next is None or not _asked([draft.application]):
        return []
    return list(_open(draft))


def awaiting(drafts: Sequence[Application]) -> set[UUID]:
    """Return for which of these drafts we wait for answers: one query, and three for each that we asked."""
    asked = _asked(drafts)
    return {each.pk for each in drafts if each.pk in asked and journey_of(each, channel=ONLINE).next}


def _asked(applications: Sequence[Application]) -> set[UUID]:
    events = Event.objects.filter(kind=ASKED, application__in=applications)
    return {pk for pk in events.values_list("application_id", flat=True) if pk}


def _open(draft: Draft) -> Iterator[Awaited]:
    known = draft.journey.relevant.values
    for stop in draft.journey.stops:
        if stop.complete:
            continue
        page = places.stop_page(draft.application, stop.key)
        if stop.repeat:
            yield Awaited(stop.repeat.title, page)
        elif stop.step:
            for question in applicable(stop.step, draft.answers.values, draft.scope()):
                if question.key not in known and not isinstance(question, Computed):
                    yield Awaited(question.label, page)
