"""Two people at one application: what was answered while an adviser typed something else is put to them."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Max

from services.applications.meanwhile import FIELD as SEEN
from services.applications.meanwhile import Clash
from services.applications.models import Answer, Application
from services.applications.queries import Source
from services.applications.sealing import open_value
from services.definitions.channels import Channel
from services.definitions.journey import Values


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
        # The answer's own id: a third one that came meanwhile was never asked about.
        yield Clash(question, theirs, values[answer.question], source, str(answer.pk))


def untouched(application: Application, found: Collection[Clash], row: str, seen: int) -> set[str]:
    """Return those of which a page only sends back what it had been made with: the later answer stands."""
    keys = [clash.question.key for clash in found]
    before = Answer.objects.filter(application=application, question__in=keys, row=row, pk__lte=seen)
    shown = {
        answer.question: open_value(application.box, answer.question, row, answer.value)
        for answer in before.order_by("id")
    }
    return {clash.question.key for clash in found if shown.get(clash.question.key) == clash.mine}
