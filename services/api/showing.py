"""An application, or what a checker says, as the JSON that a partner gets. Never anybody's answers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from services.api.taking import Found, Taking
from services.applications.models import Application, TypedInput
from services.applications.queries import answers_of, typed_of
from services.definitions.asking import applicable, read_step
from services.definitions.channels import Channel
from services.definitions.checkers.judging import Judgement, Result, result_of
from services.definitions.document import Document
from services.definitions.journey import Journey, Stop, rows_in, scope_in, walk
from services.definitions.kinds import Computed, Problem
from services.definitions.sentences import words
from services.identity.codes import show
from services.wording import sentence

Data = dict[str, Any]
CLOSED = "closed"


def application_data(application: Application) -> Data:
    """Return how far an application is. What is still open, as the answers of today make it."""
    data: Data = {
        "reference": application.reference,
        "form": {"key": application.document.key, "version": application.version.number},
        "state": CLOSED if application.closed_at else application.state,
    }
    if application.submitted_at:
        return {**data, "submitted_at": application.submitted_at.isoformat()}
    today = timezone.localdate()
    answers = answers_of(application)
    journey = walk(application.document, answers, channel=Channel.API, today=today)
    return {
        **data,
        "complete": journey.complete,
        "missing": list(_missing(journey)),
        **_ending(journey, application.language),
        "rows": {key: list(rows) for key, rows in journey.relevant.rows.items() if rows},
        "problems": list(_typed_problems(application, journey)),
    }


def taken_data(taking: Taking) -> Data:
    """Return what became of the answers of one request."""
    return {
        "taken": taking.taken,
        "not_asked": taking.not_asked,
        "problems": [_found(each) for each in taking.problems],
    }


def resume_data(code: str) -> Data | None:
    """Return how the person goes on, with their last name and this code, which cannot be had again."""
    if not code:
        return None
    address = settings.SITE_URL + reverse("online:resume")
    return {"code": show(code), "address": address, "with": "last_name"}


def check_data(taking: Taking, language: str) -> Data:
    """Return what a checker says about the answers of one request."""
    document = taking.document
    result = result_of(document, taking.answers, channel=Channel.API, today=taking.today)
    return {
        "found": result.found,
        "text": words(result.words(document), language),
        "requirements": [_judgement(each, result, document, language) for each in result.judgements],
        **taken_data(taking),
    }


def _judgement(judged: Judgement, result: Result, document: Document, language: str) -> Data:
    def told(keys: Iterable[str]) -> list[Data]:
        found = zip(keys, result.told(document, keys), strict=True)
        return [{"key": key, "label": words(each.label, language)} for key, each in found]

    return {
        "key": judged.requirement.key,
        "title": words(judged.requirement.title, language),
        "decides": judged.requirement.decides,
        "found": judged.found,
        "text": words(judged.words, language),
        "because": told(judged.because),
        "missing": told(judged.missing),
    }


def _ending(journey: Journey, language: str) -> Data:
    """Return why nobody with these answers can go on and what they can do instead, if that is so."""
    step = journey.ending
    if step is None:
        return {}
    return {
        "ends": {
            "step": step.key,
            "title": words(step.title, language),
            "text": words(step.guidance, language),
        }
    }


def _missing(journey: Journey) -> Iterator[Data]:
    """Yield each place that is open, with its questions, in the order of the form."""
    for stop in journey.stops:
        if not stop.complete and not (stop.step and stop.step.ends):
            yield from _open(journey, stop, "")


def _open(journey: Journey, stop: Stop, row: str) -> Iterator[Data]:
    where = {"row": row} if row else {}
    if stop.repeat:
        if len(stop.rows) < stop.repeat.minimum:
            yield {"list": stop.key, "rows": stop.repeat.minimum - len(stop.rows), **where}
        for each in stop.rows:
            for inner in each.stops:
                if not inner.complete:
                    yield from _open(journey, inner, each.id)
    elif stop.step:
        trail = journey.trail(row) if row else ()
        values = trail[-1][1].values if trail else journey.relevant.values
        scope = scope_in(journey, row, channel=Channel.API, today=timezone.localdate())
        asked = applicable(stop.step, values, scope)
        keys = [q.key for q in asked if q.key not in values and not isinstance(q, Computed)]
        yield {"step": stop.key, "questions": keys, **where}


def _typed_problems(application: Application, journey: Journey) -> Iterator[Data]:
    """Yield what is wrong with what partners entered and nobody has put right since."""
    document, today = application.document, timezone.localdate()
    reached = {("", stop.key) for stop in journey.stops}
    for stop in journey.stops:
        reached |= {(at.row.id, inner.key) for at in rows_in(stop) for inner in at.row.stops}
    for kept in TypedInput.objects.filter(application=application, channel=Channel.API.value).order_by("id"):
        step = document.steps_by_key.get(kept.step)
        if step is None or (kept.row, kept.step) not in reached:
            continue
        typed = typed_of(application, kept.step, kept.row) or {}
        scope = scope_in(journey, kept.row, channel=Channel.API, today=today)
        found = read_step(step, typed, scope).problems
        for key in typed:
            for problem in found.get(key, ()):
                yield _problem(key, kept.row, problem)


def _found(found: Found) -> Data:
    row = "" if found.row.startswith("new-") else found.row
    return {"pointer": found.pointer, **_problem(found.question, row, found.problem)}


def _problem(question: str, row: str, problem: Problem) -> Data:
    said = {"code": problem.code, "sentence": sentence(problem.code, **problem.detail)}
    where = {"row": row} if row else {}
    return {"question": question, **where, **({"part": problem.part} if problem.part else {}), **said}
