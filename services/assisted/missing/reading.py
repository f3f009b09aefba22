"""What is missing in an application, from its answers as they are now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone

from services.applications.models import Application
from services.applications.queries import answers_of, journey_of
from services.assisted import keying
from services.assisted.keying import Missing, Uneven
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.journey import Answers, Journey
from services.definitions.kinds import Computed


@dataclass(frozen=True, slots=True)
class Open:
    """All that is missing: questions, and lists with more entries than the form takes."""

    questions: tuple[Missing, ...]
    lists: tuple[Uneven, ...]

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return bool(self.questions or self.lists)


NOTHING = Open((), ())


def missing_in(application: Application) -> Open:
    """Return what is missing; nothing once it was sent, closed or erased. Opens the answers: three queries.

    Whoever shows it to staff writes down that they looked.
    """
    if not application.is_draft or application.closed_at or not application.data_key:
        return NOTHING
    answers = answers_of(application)
    journey = journey_of(application, channel=Channel.PAPER, answers=answers)
    return open_in(application.document, answers, journey, today=timezone.localdate())


def open_in(document: Document, answers: Answers, journey: Journey, *, today: date) -> Open:
    """Return what is missing where these are the answers and this the way through."""
    asked = keying.missing(document, answers, journey, today=today)
    lists = []
    for uneven in keying.uneven(journey):
        first = list(_first_of(uneven, document, answers))
        asked += first
        lists += [] if first else [uneven]
    return Open(tuple(sorted(asked, key=partial(_place, document))), tuple(lists))


def _place(document: Document, missing: Missing) -> tuple[int, ...]:
    """Return where it stands on paper: a list's entries one after the other, where its first question is."""
    place: list[int] = []
    for repeat, row in missing.name:
        place += [document.numbers[document.steps_of_repeat(repeat.key)[0].questions[0].key], row]
    return (*place, missing.number)


def _first_of(uneven: Uneven, document: Document, answers: Answers) -> Iterator[Missing]:
    """Yield what is always asked of one more entry of a list that has too few."""
    repeat = uneven.stop.repeat
    if repeat is None or len(uneven.stop.rows) >= repeat.minimum:
        return
    holder = keying.name_of(document, answers, uneven.holder.row.id) if uneven.holder else ()
    around = (uneven.holder.stop.key, uneven.holder.row.id) if uneven.holder else ("", "")
    name = (*holder, (repeat, len(uneven.stop.rows) + 1))
    steps = document.steps_of_repeat(repeat.key)
    for step in steps:
        if step.when not in (None, steps[0].when):
            continue  # asked of some entries only; the first step's rule is that of the list
        for question in step.questions:
            if question.when is None and not isinstance(question, Computed):
                yield Missing(document.numbers[question.key], question, repeat.key, *around, name)
