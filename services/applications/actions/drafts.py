"""Start an application and fill it in."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from services import vault
from services.applications import finding, meanwhile
from services.applications.actions.locking import locked_as_seen, locked_draft, touch
from services.applications.errors import RowGone, TooManyRows
from services.applications.events import record
from services.applications.models import Answer, Application, Finding, RepeatRow, TypedInput
from services.applications.sealing import seal_text, seal_value
from services.applications.snapshot import Snapshot, snapshot_of
from services.definitions.channels import Channel
from services.definitions.journey import Answers, Values
from services.definitions.kinds import Typed
from services.definitions.models import FormVersion
from services.identity.actors import Actor, Role
from services.identity.references import new_reference
from services.statements import Rows

ANSWERS = Rows(Answer)
REFERENCE_TRIES = 5


class Earlier(NamedTuple):
    """An answer in another application, and the key of the form that asked it there."""

    answer_id: int
    form: str


def start(*, version: FormVersion, by: Actor, channel: Channel, language: str) -> Application:
    """Return a new draft of a form version, with its own data key and reference."""
    for _ in range(REFERENCE_TRIES):
        try:
            with transaction.atomic():
                return _start(version, by, channel, language)
        except IntegrityError:
            continue  # somebody else has just got this reference
    raise RuntimeError("no free reference after several tries: the reference space is too small")


def _start(version: FormVersion, by: Actor, channel: Channel, language: str) -> Application:
    now = timezone.now()
    application = Application.objects.create(
        reference=new_reference(version.document.reference_prefix),
        version=version,
        owner=by.user if by.role is Role.CITIZEN else None,
        language=language,
        started_by_channel=channel.value,
        data_key=vault.new_key(),
        used_at=now,
        expires_at=now + timedelta(days=version.document.life_days),
    )
    record("started", by=by, channel=channel, application=application)
    return application


@transaction.atomic
def save_step(
    *,
    application: Application,
    step: str,
    values: Values,
    by: Actor,
    channel: Channel,
    row: str = "",
    given_by: Role = Role.CITIZEN,
    carried_from: Mapping[str, Earlier] = MappingProxyType({}),
    seen: meanwhile.Marks | None = None,
    sheets: Mapping[str, str] = MappingProxyType({}),
) -> meanwhile.Since:
    """Save a step's answers. An answer that did not change keeps where it first came from.

    Where a page says which answers it has `seen`, one that became another since is not replaced; what
    comes back names those.

    `given_by` is whose answer it is when `by` only enters it; `carried_from` gives the earlier answers
    that were chosen to be used here, by question, and `sheets` the page of paper that each was keyed from.
    Raises NotDraft, RowGone, FormChanged, and ValueError for a question that is not in the step.
    """
    draft = locked_as_seen(application, remembers=True)
    if strange := set(values) - {question.key for question in draft.document.steps_by_key[step].questions}:
        raise ValueError(f"questions {sorted(strange)} are not in step {step!r}")
    before = snapshot_of(draft)
    current = _values_at(before, row)
    others = meanwhile.Since()
    if seen is not None:
        others = meanwhile.since(draft, seen, row=row, known=current, values=values)
        values = {key: value for key, value in values.items() if key not in others.left}
    now, box = timezone.now(), draft.box
    changed = [key for key, value in values.items() if key not in current or current[key] != value]
    if outdated := [key for key in changed if key in current]:
        Answer.objects.filter(
            application=draft, row=row, question__in=outdated, superseded_at__isnull=True
        ).update(superseded_at=now)
    giver = given_by if by.role is Role.STAFF else by.role
    keyed_by = by.user if by.role is Role.STAFF else None
    new = [
        Answer(
            application=draft,
            question=key,
            row=row,
            value=seal_value(box, key, row, values[key]),
            channel=channel.value,
            given_by=giver.value,
            keyed_by=keyed_by,
            version=draft.version,
            given_at=now,
            carried_from_id=carried_from[key].answer_id if key in carried_from else None,
            carried_form=carried_from[key].form if key in carried_from else "",
            sheet=sheets.get(key, ""),
        )
        for key in changed
    ]
    ANSWERS.insert(new)
    if (step, row) in before.typed:
        TypedInput.objects.filter(application=draft, step=step, row=row).delete()
    after = before.with_values({key: values[key] for key in changed}, row).without_typed((step, row))
    if any(draft.document.questions[key].identifies for key in changed):
        _index(draft, before.answers, after.answers)
    touch(draft, remember=after)
    if changed:
        record("step_saved", by=by, channel=channel, application=draft, step=step, answers=len(changed))
    return others


def _index(draft: Application, before: Answers, after: Answers) -> None:
    """Write the blind index anew if the answers now tell something else."""
    found = set(finding.digests(draft.document, after))
    if found == set(finding.digests(draft.document, before)):
        return
    Finding.objects.filter(application=draft).delete()
    Finding.objects.bulk_create(
        Finding(application=draft, purpose=purpose, digest=digest) for purpose, digest in sorted(found)
    )


def _values_at(snapshot: Snapshot, row: str) -> Values:
    values = snapshot.values_at(row)
    if values is None:
        raise RowGone
    return values


@transaction.atomic
def keep_typed(
    *, application: Application, step: str, typed: Mapping[str, Typed], channel: Channel, row: str = ""
) -> None:
    """Keep what was typed into a step although it is not an answer. Raises NotDraft, RowGone, FormChanged."""
    draft = locked_as_seen(application, remembers=True)
    before = snapshot_of(draft)
    _values_at(before, row)
    text = json.dumps({key: dict(parts) for key, parts in typed.items()}, ensure_ascii=False)
    TypedInput.objects.update_or_create(
        application=draft,
        step=step,
        row=row,
        defaults={
            "typed": seal_text(draft.box, text, context=f"typed:{step}:{row}"),
            "channel": channel.value,
            "typed_at": timezone.now(),
        },
    )
    touch(draft, remember=before.with_typed((step, row)))


@transaction.atomic
def add_row(
    *, application: Application, repeat: str, by: Actor, channel: Channel, inside: str = ""
) -> RepeatRow:
    """Return a new, empty row of a repeat. An empty one left over from before is used again.

    `inside` is the row that holds it, for a repeat inside another.
    Raises NotDraft, TooManyRows, FormChanged, RowGone.
    """
    draft = locked_as_seen(application, remembers=True)
    before = snapshot_of(draft)
    _values_at(before, inside)
    rows = RepeatRow.objects.filter(
        application=draft, repeat=repeat, parent=inside or None, removed_at__isnull=True
    )
    answered = (
        Answer.objects.filter(application=draft, superseded_at__isnull=True).exclude(row="").values("row")
    )
    held = RepeatRow.objects.filter(application=draft, parent__isnull=False, removed_at__isnull=True)
    if empty := rows.exclude(pk__in=answered).exclude(pk__in=held.values("parent")).first():
        return empty
    limit = draft.document.repeats_by_key[repeat].maximum
    if rows.count() >= limit:
        raise TooManyRows(limit=limit)
    row = RepeatRow.objects.create(
        application=draft,
        repeat=repeat,
        parent_id=inside or None,
        added_at=_after_the_last(draft, repeat),
    )
    touch(draft, remember=before.with_row(repeat, row.pk, inside))
    record("row_added", by=by, channel=channel, application=draft, repeat=repeat)
    return row


def _after_the_last(draft: Application, repeat: str) -> datetime:
    """Rows keep the order they were added in, even within one tick of the clock."""
    last = RepeatRow.objects.filter(application=draft, repeat=repeat).order_by("-added_at").first()
    now = timezone.now()
    return now if last is None else max(now, last.added_at + timedelta(microseconds=1))


@transaction.atomic
def remove_row(*, application: Application, row: str, by: Actor, channel: Channel) -> None:
    """Take a row of a repeat away, with the rows inside it. Its answers stop counting at once and are
    purged at submit.

    Removing one that is gone already changes nothing. Raises NotDraft.
    """
    draft = locked_draft(application.pk, remembers=True)
    found = RepeatRow.objects.filter(application=draft, pk=row, removed_at__isnull=True).first()
    if found is None:
        return
    found.removed_at = timezone.now()
    found.save(update_fields=["removed_at"])
    found.inner_rows.filter(removed_at__isnull=True).update(removed_at=found.removed_at)
    touch(draft, remember=snapshot_of(draft).without_row(row))
    record("row_removed", by=by, channel=channel, application=draft, repeat=found.repeat)
