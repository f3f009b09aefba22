"""Two people at one application: what was answered while an adviser typed something else is put to them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max

from services.applications.models import Answer, Application
from services.applications.queries import Source
from services.applications.sealing import open_value
from services.definitions.channels import Channel
from services.definitions.journey import Values
from services.definitions.kinds import Question
from services.definitions.rules import Value

SEEN = "step-seen"
"""The hidden field by which a page says which answers it was made from."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with two answers: the one that came meanwhile, and the one that was typed."""

    question: Question
    answer_id: int
    theirs: Value
    source: Source
    mine: Value


def newest(application: Application) -> int:
    """Return the id of an application's newest answer: what a page that is made now has seen."""
    found = Answer.objects.filter(application=application).aggregate(newest=Max("id"))["newest"]
    return found or 0


def seen_by(data: Mapping[str, object], application: Application) -> int:
    """Return what a page that was sent has seen. A page that does not say has seen everything."""
    text = str(data.get(SEEN, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else newest(application)


def answered_since(application: Application, keys: Collection[str], row: str, seen: int) -> set[str]:
    """Return the questions that were open when a page was made and have an answer now."""
    found = Answer.objects.filter(application=application, question__in=keys, row=row)
    before = found.filter(pk__lte=seen, set_aside_for__isnull=True).values_list("question", flat=True)
    now = found.filter(pk__gt=seen, superseded_at__isnull=True).values_list("question", flat=True)
    return set(now) - set(before)


def clashes(application: Application, values: Values, row: str, seen: int) -> list[Clash]:
    """Return the questions whose answer became another one since a page was made. One query.

    What the page had from before and nobody changed on it is no second answer: see `untouched`.
    """
    return list(_clashes(application, values, row, seen))


def _clashes(application: Application, values: Values, row: str, seen: int) -> Iterator[Clash]:
    later = Answer.objects.filter(
        application=application, question__in=values, row=row, pk__gt=seen, superseded_at__isnull=True
    )
    for answer in later.select_related("keyed_by"):
        theirs = open_value(application.box, answer.question, row, answer.value)
        if theirs == values[answer.question]:
            continue
        source = Source(
            Channel(answer.channel),
            answer.given_by,
            answer.keyed_by_id,
            answer.version_id,
            answer.given_at,
            keyed_by=answer.keyed_by.get_full_name() if answer.keyed_by else "",
        )
        question = application.document.questions[answer.question]
        yield Clash(question, answer.pk, theirs, source, values[answer.question])


def untouched(application: Application, found: Collection[Clash], row: str, seen: int) -> set[str]:
    """Return those of which a page only sends back what it had been made with: the later answer stands."""
    keys = [clash.question.key for clash in found]
    before = Answer.objects.filter(application=application, question__in=keys, row=row, pk__lte=seen)
    shown = {
        answer.question: open_value(application.box, answer.question, row, answer.value)
        for answer in before.order_by("id")
    }
    return {clash.question.key for clash in found if shown.get(clash.question.key) == clash.mine}
