"""What a partner may do: start an application, add answers to one of its own. Submitting is the person's."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from services.api.keys import PARTNER, digest, note_use
from services.api.models import ApiKey, Started
from services.api.problems import Wrong
from services.api.requests import Sent
from services.api.taking import Part, Taking, take
from services.applications.actions import (
    add_row,
    catch_up,
    issue_resume_code,
    keep_typed,
    save_step,
    start,
)
from services.applications.actions.locking import locked_as_seen
from services.applications.choices import State
from services.applications.finding import last_names
from services.applications.models import Answer, Application, ResumeCode
from services.applications.queries import answers_of, by_reference, typed_of
from services.applications.sealing import open_value
from services.definitions.channels import Channel
from services.definitions.models import FormVersion
from services.identity.codes import fold
from services.identity.errors import ReferenceMistyped

WAY: Literal["partner"] = "partner"


@dataclass(frozen=True, slots=True)
class Done:
    """An application after a request, and what became of the request's answers."""

    application: Application
    taking: Taking
    code: str
    """With which the person goes on. Empty: their last name is not known, or they have one already."""


@transaction.atomic
def begin(*, key: ApiKey, version: FormVersion, language: str, sent: Sent, request: str) -> Done:
    """Return a new draft with a request's answers, or the one that the same request started before.

    `request` is the Idempotency-Key. A repeated request gets a fresh code, for the first was perhaps
    never received. Raises Wrong, NotDraft.
    """
    ApiKey.objects.select_for_update().get(pk=key.pk)  # two of the same request: one after the other
    asked, content = digest("api-request", request.encode()), digest("api-content", sent.raw)
    before = Started.objects.select_related("application").filter(key=key, request=asked).first()
    if before is None:
        draft = start(version=version, by=PARTNER, channel=Channel.API, language=language)
        Started.objects.create(key=key, application=draft, request=asked, content=content)
    elif before.content != content or before.application.version.form_id != version.form_id:
        raise Wrong("request-key-used")
    else:
        draft = catch_up(before.application)
    taking = take(draft.document, answers_of(draft), {} if before else sent.answers, today=_today())
    if before is None:
        _store(draft, taking)
    note_use(key, "repeated" if before else "started", draft)
    return Done(draft, taking, _code(draft, taking, anew=before is not None))


@transaction.atomic
def add(*, key: ApiKey, application: Application, sent: Sent, seen: int) -> Done:
    """Return a draft with more answers. `seen` is the newest answer that the partner knows of.

    Raises Wrong, with nothing changed, if a question got another answer since; NotDraft, DraftClosed,
    FormChanged.
    """
    draft = locked_as_seen(application, remembers=True)
    taking = take(draft.document, answers_of(draft), sent.answers, today=_today())
    if meanwhile := [found for part in taking.parts for found in _answered_since(draft, part, seen)]:
        raise Wrong("answered-meanwhile", questions=meanwhile)
    _store(draft, taking)
    note_use(key, "answered", draft)
    return Done(draft, taking, _code(draft, taking, anew=False))


def started_with(key: ApiKey, reference: str) -> Application:
    """Return the application that a key started, moved to its form's newest version if that is due.

    Raises Wrong: the same for one that is unknown, erased or somebody else's.
    """
    try:
        found = by_reference(reference)
    except ReferenceMistyped:
        found = None
    if found is None or not Started.objects.filter(key=key, application=found).exists():
        raise Wrong("application-unknown")
    return catch_up(found)


def newest_answer(application: Application) -> int:
    """Return the id of an application's newest answer: what somebody who looks now has seen."""
    return Answer.objects.filter(application=application).aggregate(newest=Max("id"))["newest"] or 0


def _answered_since(draft: Application, part: Part, seen: int) -> list[str]:
    later = Answer.objects.filter(
        application=draft, row=part.row, question__in=part.values, pk__gt=seen, superseded_at__isnull=True
    )
    return [
        answer.question
        for answer in later
        if open_value(draft.box, answer.question, answer.row, answer.value) != part.values[answer.question]
    ]


def _store(draft: Application, taking: Taking) -> None:
    """Save what was taken, part by part. What somebody typed into the same step is kept."""
    made: dict[str, str] = {}
    for part in taking.parts:
        row = _stored_row(draft, taking, part.row, made)
        left = {k: v for k, v in (typed_of(draft, part.step, row) or {}).items() if k not in part.values}
        if part.values:
            save_step(
                application=draft,
                step=part.step,
                row=row,
                values=part.values,
                by=PARTNER,
                channel=Channel.API,
            )
        if typed := {**part.typed, **left}:
            keep_typed(application=draft, step=part.step, row=row, typed=typed, channel=Channel.API)


def _stored_row(draft: Application, taking: Taking, row: str, made: dict[str, str]) -> str:
    """Return the id of the stored row, which is added when the first answer in it comes."""
    if row in taking.rows and row not in made:
        repeat, holder = taking.rows[row]
        inside = _stored_row(draft, taking, holder, made)
        added = add_row(application=draft, repeat=repeat, by=PARTNER, channel=Channel.API, inside=inside)
        made[row] = added.pk
    return made.get(row, row)


def _code(draft: Application, taking: Taking, *, anew: bool) -> str:
    """Return a code for the person, once their last name is known; "" if they have one already."""
    names = [name for name in last_names(draft.document, taking.journey.relevant.values) if fold(name)]
    given = ResumeCode.objects.filter(application=draft, way=WAY).exists()
    if not names or draft.state != State.DRAFT or (given and not anew):
        return ""
    return issue_resume_code(application=draft, fact=names[0], way=WAY, by=PARTNER, channel=Channel.API)


def _today() -> date:
    return timezone.localdate()
