"""Bring an open application to the newest version of its form, as the version's author chose.

Nothing is overwritten: answers that have to be asked again stop counting, and stay in view.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from services.applications import finding
from services.applications.actions.locking import locked, touch
from services.applications.changed import compared, news_since
from services.applications.choices import State
from services.applications.errors import NotDraft
from services.applications.events import record
from services.applications.models import Answer, Application, Finding, TypedInput
from services.applications.queries import answers_of, with_everything
from services.applications.sealing import open_text, open_value, seal_text
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.kinds import Typed
from services.definitions.models import FormVersion
from services.definitions.versions.changes import must_ask_again
from services.definitions.versions.fates import Fate
from services.identity.actors import SYSTEM, Actor

Place = tuple[str, str]
"""A step's key and a repeat row's id, empty outside repeats."""
Typing = Mapping[str, Typed]


def due(application: Application, *, today: date) -> tuple[Fate, FormVersion] | None:
    """Return what has to become of an open application now, and by which version. One query.

    A version that closed applications holds for good; otherwise the newest one decides.
    """
    later = FormVersion.objects.filter(form=application.version.form_id)
    newer = list(later.filter(number__gt=application.version.number).order_by("number"))
    if not newer or not application.is_draft or application.closed_at:
        return None
    for version in newer:
        if version.fate == Fate.CLOSE:
            return Fate.CLOSE, version
    newest = newer[-1]
    if newest.fate == Fate.KEEP and (newest.kept_until is None or today <= newest.kept_until):
        return None
    return Fate.MOVE, newest


def catch_up(application: Application) -> Application:
    """Return the application as it is to be opened now: moved or closed, if that is due.

    No query if its form has no newer version. Twice changes nothing.
    """
    if not application.is_draft or application.closed_at or not getattr(application, "has_newer", True):
        return application
    found = due(application, today=timezone.localdate())
    if found is None:
        return application
    fate, version = found
    if fate is Fate.CLOSE:
        close(application=application, because=version)
    else:
        move(application=application, to=version)
    return with_everything().get(pk=application.pk)


@transaction.atomic
def move(*, application: Application, to: FormVersion, by: Actor = SYSTEM) -> bool:
    """Move an open application to a newer version of its form. Return whether there was anything to do.

    Waits for whoever saves at this moment. Raises ValueError for a version of another form.
    """
    held = locked(application.pk)
    if held.version.form_id != to.form_id:
        raise ValueError(f"{to} is not a version of {held.version.form}")
    if held.state != State.DRAFT or held.closed_at or held.version.number >= to.number:
        return False
    _move(held, to, by)
    return True


def _move(held: Application, to: FormVersion, by: Actor) -> None:
    before = held.version
    again = list(_to_ask_again(held, to))
    now = timezone.now()
    Answer.objects.filter(pk__in=again).update(superseded_at=now, set_aside_for=to)
    held.version = to
    _rehome(held)
    answers = answers_of(held)
    if held.changed_from is None and news_since(before, held, answers):
        held.changed_from = before
    held.save(update_fields=["version", "changed_from", "closed_at"])
    found = set(finding.digests(to.document, answers))
    # What was asked aside finds its person until it is answered again.
    Finding.objects.bulk_create(
        (Finding(application=held, purpose=purpose, digest=digest) for purpose, digest in sorted(found)),
        ignore_conflicts=True,
    )
    record(
        "moved_to_version",
        by=by,
        channel=Channel.ONLINE,
        application=held,
        before=before.number,
        after=to.number,
        asked_again=len(again),
    )


def _to_ask_again(held: Application, to: FormVersion) -> Iterator[int]:
    """Yield the current answers that the new version asks again, by id. Three queries."""
    current = list(Answer.objects.filter(application=held, superseded_at__isnull=True))
    versions = FormVersion.objects.in_bulk({answer.version_id for answer in current})
    today, box = timezone.localdate(), held.box
    for answer in current:
        key, given_under = answer.question, versions[answer.version_id]
        now = to.document.questions.get(key)
        change = compared(given_under, to).of.get(key)
        if now is None or change is None:
            continue
        value = open_value(box, key, answer.row, answer.value)
        if must_ask_again(change, given_under.document.questions[key], now, value, today=today):
            yield answer.pk


@transaction.atomic
def close(*, application: Application, because: FormVersion) -> bool:
    """Close an open application because of a new version. Return whether there was anything to do."""
    held = locked(application.pk)
    if held.state != State.DRAFT or held.closed_at or held.version.number >= because.number:
        return False
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    record("closed_by_version", by=SYSTEM, channel=Channel.ONLINE, application=held, version=because.number)
    return True


@transaction.atomic
def begin_again(*, application: Application, by: Actor, channel: Channel) -> None:
    """Open a closed application again under the newest version, with the answers that still fit.

    Its reference, codes and history stay. Twice changes nothing. Raises NotDraft.
    """
    held = locked(application.pk)
    if held.state != State.DRAFT:
        raise NotDraft
    if held.closed_at is None:
        return
    newest = held.version.form.current
    if newest is None:
        raise ValueError(f"{held.version.form} has no version")
    held.closed_at = None
    _move(held, newest, by)
    touch(held)
    record("begun_again", by=by, channel=channel, application=held)


@transaction.atomic
def note_change_told(*, application: Application, by: Actor, channel: Channel) -> None:
    """Note that the person was told what has changed. Twice changes nothing."""
    held = locked(application.pk)
    if held.changed_from_id is None:
        return
    held.changed_from = None
    held.save(update_fields=["changed_from"])
    record("change_told", by=by, channel=channel, application=held)


# -- what was typed and is not an answer yet -----------------------------------------------------------


@transaction.atomic
def keep_typed_before(
    *, application: Application, step: str, typed: Typing, channel: Channel, row: str = ""
) -> None:
    """Keep what was typed into a page of an earlier version, under the steps that ask it now.

    What no step asks any more stays under its own name. Raises NotDraft.
    """
    held = locked(application.pk)
    if held.state != State.DRAFT:
        raise NotDraft
    kept = _typed_inputs(held)
    for place, part in _homes(held.document, (step, row), typed).items():
        _write(held, place, {**kept.get(place, {}), **part}, channel.value)


def _rehome(held: Application) -> None:
    """Put what was typed under the steps of the new version."""
    kept = _typed_inputs(held)
    moved: dict[Place, dict[str, Typed]] = {}
    for place, typed in kept.items():
        for home, part in _homes(held.document, place, typed).items():
            moved.setdefault(home, {}).update(part)
    if moved == kept:
        return
    rows = list(TypedInput.objects.filter(application=held))
    TypedInput.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for place, typed in moved.items():
        _write(held, place, typed, rows[0].channel)


def _homes(document: Document, place: Place, typed: Typing) -> dict[Place, dict[str, Typed]]:
    """Sort what was typed by where each question is asked now."""
    homes: dict[Place, dict[str, Typed]] = {}
    for key, parts in typed.items():
        asks = document.step_of.get(key)
        # In a list or out of one: nobody can tell which entry it was meant for.
        same_rows = asks is not None and bool(asks.repeat) == bool(place[1])
        home = (asks.key, place[1]) if asks and same_rows else place
        homes.setdefault(home, {})[key] = parts
    return homes


def _typed_inputs(held: Application) -> dict[Place, dict[str, Typed]]:
    found: dict[Place, dict[str, Typed]] = {}
    for kept in TypedInput.objects.filter(application=held):
        context = f"typed:{kept.step}:{kept.row}"
        found[kept.step, kept.row] = json.loads(open_text(held.box, kept.typed, context=context))
    return found


def _write(held: Application, place: Place, typed: Typing, channel: str) -> None:
    step, row = place
    text = json.dumps({key: dict(parts) for key, parts in typed.items()}, ensure_ascii=False)
    TypedInput.objects.update_or_create(
        application=held,
        step=step,
        row=row,
        defaults={
            "typed": seal_text(held.box, text, context=f"typed:{step}:{row}"),
            "channel": channel,
            "typed_at": timezone.now(),
        },
    )
