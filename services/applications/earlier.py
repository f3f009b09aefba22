"""What a person has told us in other applications that a form asks too: "we already have this"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from services.applications.choices import State
from services.applications.models import Answer, Application
from services.applications.queries import journey_of, with_everything
from services.applications.sealing import open_value
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.kinds import Question, Reading, ValueType
from services.definitions.rules import Value
from services.definitions.topics import Pair, pairs
from services.definitions.versions.alterations import can_be_shown
from services.definitions.versions.changes import carried
from services.identity.models import User

CHOSEN = (ValueType.CHOICE, ValueType.CHOICES, ValueType.BOOLEAN)


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer from before that a question of another form could be answered with."""

    question: Question
    """As it is asked now."""
    asked_before: Question
    """As it was asked then: how to show `value`."""
    value: Value
    reading: Reading
    """What the question makes of it now: an answer, or problems, for which it is only typed in."""
    source: Application
    answer_id: int
    given_at: datetime

    @property
    def fits(self) -> bool:
        """Whether it is an answer as it stands."""
        return not self.reading.problems


def submitted_by(user: User) -> QuerySet[Application]:
    """Return what a citizen has sent from their account: whoever owns it, nobody else."""
    return with_everything().filter(owner=user, state=State.SUBMITTED)


def offers(document: Document, among: Iterable[Application]) -> list[Offer]:
    """Return what a form could take over from these applications, in its order: the newest answer to each.

    One query, and two more for each draft, of which only what counts is offered; erased ones give nothing.
    """
    sources = {each.pk: each for each in among if each.state != State.ERASED}
    matches = {pk: list(pairs(each.document, document)) for pk, each in sources.items()}
    counted = {pk: _counting(each) for pk, each in sources.items() if each.is_draft}
    wanted = {pair.earlier.key for found in matches.values() for pair in found}
    held = Answer.objects.filter(
        application__in=sources, row="", question__in=wanted, superseded_at__isnull=True
    )
    found: dict[str, Offer] = {}
    for answer in held.order_by("-given_at", "-id"):
        if answer.question not in counted.get(answer.application_id, {answer.question}):
            continue
        pairing = [pair for pair in matches[answer.application_id] if pair.earlier.key == answer.question]
        for offer in _offers(answer, sources[answer.application_id], pairing, found.keys()):
            found[offer.question.key] = offer
    return sorted(found.values(), key=lambda each: document.numbers[each.question.key])


def _counting(draft: Application) -> set[str]:
    return set(journey_of(draft, channel=Channel(draft.started_by_channel)).relevant.values)


def _offers(
    answer: Answer, source: Application, pairing: Iterable[Pair], taken: Iterable[str]
) -> Iterator[Offer]:
    missing = [pair for pair in pairing if pair.asked.key not in taken]
    missing = [pair for pair in missing if can_be_shown(pair.earlier, pair.asked)]
    value = open_value(source.box, answer.question, "", answer.value) if missing else None
    for pair in missing if value is not None else ():
        reading = carried(pair.earlier, pair.asked, value, today=timezone.localdate())
        if not reading.problems or pair.asked.value_type not in CHOSEN:
            yield Offer(pair.asked, pair.earlier, value, reading, source, answer.pk, answer.given_at)
