"""Erase what someone entered: at their wish, or when its time is over."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from services.applications.actions.coming import forget_coming
from services.applications.actions.locking import locked
from services.applications.actions.uploading import forget_file
from services.applications.choices import CaseState, State
from services.applications.errors import NotDraft
from services.applications.events import record
from services.applications.models import Application, Case
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM, Actor


@transaction.atomic
def erase(*, application: Application, by: Actor, channel: Channel) -> None:
    """Erase a draft for good. Doing it twice changes nothing. Raises NotDraft once it was submitted."""
    held = locked(application.pk)
    if held.state == State.SUBMITTED:
        raise NotDraft
    if held.state == State.ERASED:
        return
    _erase(held)
    record("erased", by=by, channel=channel, application=held)


def erase_expired() -> int:
    """Erase drafts that nobody used for as long as their form keeps them. Returns how many."""
    due = Application.objects.filter(state=State.DRAFT, expires_at__lt=timezone.now()).values_list(
        "pk", flat=True
    )
    count = 0
    for pk in due:
        with transaction.atomic():
            held = locked(pk)
            if held.state == State.DRAFT and held.expires_at and held.expires_at < timezone.now():
                _erase(held)
                record("expired", by=SYSTEM, channel=Channel.ONLINE, application=held)
                count += 1
    return count


def erase_decided() -> int:
    """Erase applications decided as long ago as their form says it keeps them. Returns how many.

    Not while a back office has still to confirm that it has one (settings.OWED_IN names who knows).
    What stays is the reference, the receipt and the events: they hold no personal data.
    """
    today, count = timezone.now(), 0
    owed: QuerySet[Any] = import_string(settings.OWED_IN)()
    decided = Case.objects.filter(state=CaseState.DECIDED, application__state=State.SUBMITTED)
    for case in decided.select_related("application__version__form"):
        if case.changed_at + timedelta(days=case.application.document.kept_days) > today:
            continue
        with transaction.atomic():
            held = locked(case.application_id)
            if owed.filter(application=held).exists():
                continue
            _erase(held)
            case.messages.all().delete()
            record("expired", by=SYSTEM, channel=Channel.ONLINE, application=held)
            count += 1
    return count


def _erase(held: Application) -> None:
    for upload in held.uploads.filter(removed_at__isnull=True):
        forget_file(upload)
    forget_coming(held.partial_uploads.all())
    for belonging in (held.answers, held.typed_inputs, held.repeat_rows, held.findings, held.resume_codes):
        belonging.all().delete()
    for forget in settings.ERASED_WITH_AN_APPLICATION:
        import_string(forget)(held)
    held.data_key, held.state, held.expires_at, held.owner = b"", State.ERASED, None, None
    held.save(update_fields=["data_key", "state", "expires_at", "owner"])
