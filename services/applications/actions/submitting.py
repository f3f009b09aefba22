"""Submit an application: once, whole, and with a receipt."""

from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from services.applications.actions.coming import forget_coming
from services.applications.actions.locking import locked
from services.applications.actions.uploading import forget_file
from services.applications.choices import State
from services.applications.errors import DraftClosed, FormChanged, NotComplete, NotDraft
from services.applications.events import record
from services.applications.models import Answer, Application, Case, Receipt
from services.applications.queries import answers_of, journey_of, uploads_of
from services.applications.sealing import seal_value
from services.applications.telling import tell_submitted
from services.definitions.channels import Channel
from services.definitions.journey import Answers
from services.definitions.kinds import Computed
from services.identity.actors import Actor, Role
from services.identity.references import new_reference

Declared = Literal["ticked", "signed", "spoken"]


@transaction.atomic
def submit(
    *, application: Application, declared: Declared, by: Actor, channel: Channel, copy_to: str = ""
) -> Receipt:
    """Return the receipt. Pressed twice, or from two windows, it is the same receipt.

    `declared` says how the person agreed to the declaration; `copy_to` is where they want the
    confirmation e-mailed, if they do. Answers that no longer count are purged, for good.
    Raises NotComplete if questions are open, NotDraft if it was erased, DraftClosed; FormChanged if it
    was moved to a new version that its person has not seen.
    """
    held = locked(application.pk)
    if held.state == State.SUBMITTED:
        return held.receipt
    if held.state != State.DRAFT:
        raise NotDraft
    if held.closed_at:
        raise DraftClosed
    if held.version_id != application.version_id or held.changed_from_id:
        raise FormChanged
    if held.document.is_checker:
        raise ValueError(f"{held} is a checker's: it is never submitted")
    journey = journey_of(held, channel=channel, answers=answers_of(held))
    if not journey.complete:
        raise NotComplete
    now = timezone.now()
    _purge(held, journey.relevant)
    _freeze(held, journey.relevant, channel=channel, now=now)
    held.state, held.submitted_at, held.used_at, held.expires_at = State.SUBMITTED, now, now, None
    held.save(update_fields=["state", "submitted_at", "used_at", "expires_at"])
    receipt = Receipt.objects.create(
        application=held,
        number=new_reference("R"),
        submitted_at=now,
        channel=channel.value,
        declared_how=declared,
        declared_to=by.user if by.role is Role.STAFF else None,
    )
    Case.objects.create(application=held, opened_at=now, changed_at=now)
    record("submitted", by=by, channel=channel, application=held, declared=declared)
    if copy_to:
        tell_submitted(receipt, copy_to=copy_to)
    # Only to be quick: what is owed is worked out from receipts. So nothing here can fail a submission.
    transaction.on_commit(import_string(settings.AFTER_SUBMITTING), robust=True)
    return receipt


def _purge(held: Application, relevant: Answers) -> None:
    """Delete what does not count: hidden answers, removed rows, unfinished typing, unused files."""
    kept = {("", key) for key in relevant.values}
    for rows in relevant.rows.values():
        for row, values in rows.items():
            kept |= {(row, key) for key in values}
    gone = [
        pk
        for pk, row, question in held.answers.values_list("pk", "row", "question")
        if (row, question) not in kept
    ]
    Answer.objects.filter(pk__in=gone).delete()
    held.typed_inputs.all().delete()
    held.repeat_rows.filter(removed_at__isnull=False).delete()
    named = _files_named(relevant)
    for upload in uploads_of(held):
        if str(upload.pk) not in named:
            forget_file(upload)
    forget_coming(held.partial_uploads.all())


def _freeze(held: Application, relevant: Answers, *, channel: Channel, now: datetime) -> None:
    """Store what was worked out, so that an age on the receipt stays what it was on this day."""
    computed = {key for key, question in held.document.questions.items() if isinstance(question, Computed)}
    places = [("", relevant.values), *(row for rows in relevant.rows.values() for row in rows.items())]
    Answer.objects.bulk_create(
        Answer(
            application=held,
            question=key,
            row=row,
            value=seal_value(held.box, key, row, values[key]),
            channel=channel.value,
            given_by=Role.SYSTEM.value,
            version=held.version,
            given_at=now,
        )
        for row, values in places
        for key in values
        if key in computed
    )


def _files_named(relevant: Answers) -> set[str]:
    """Return the ids of the files that evidence answers count on."""
    values = [*relevant.values.values()]
    for rows in relevant.rows.values():
        for row in rows.values():
            values.extend(row.values())
    named: set[str] = set()
    for value in values:
        if isinstance(value, dict) and value.get("way") == "upload":
            named |= set(value.get("files", "").split(","))
    return named
