"""What managers do: add and change destinations, switch them, and deal with what did not arrive."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from services.applications.events import record
from services.definitions.channels import Channel
from services.definitions.models import Form
from services.delivery import sample
from services.delivery.errors import DeliveryGone, SendFailed
from services.delivery.models import UNCONFIRMED, Delivery, Destination, ExportFile, State, Way
from services.delivery.reaching import Reach, new_secret, reach_of, seal
from services.delivery.sweeping import sweep_one
from services.identity.actors import Actor


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a manager says of a destination."""

    name: str
    form: Form | None
    language: str
    url: str = ""
    email: str = ""
    folder: str = ""


@transaction.atomic
def add(*, way: Way, wanted: Wanted, by: Actor, channel: Channel) -> Destination:
    """Return the new destination. What is submitted from now on goes there."""
    pk, now = uuid4(), timezone.now()
    secret = new_secret() if way is Way.WEBHOOK else ""
    destination = Destination.objects.create(
        id=pk,
        name=wanted.name,
        form=wanted.form,
        way=way,
        language=wanted.language,
        folder=wanted.folder or None,
        sealed=seal(Reach(url=wanted.url, email=wanted.email, secret=secret), pk),
        since_at=now,
        swept_at=now,
        made_by=by.user,
    )
    _record("destination_added", destination, by, channel, way=way.value)
    return destination


@transaction.atomic
def change(*, destination: Destination, wanted: Wanted, by: Actor, channel: Channel) -> None:
    """Change a destination. What waits for it goes to the new place."""
    held = _locked(destination)
    # Owed under the old words: another form from now on takes nothing away from what was sent before.
    sweep_one(held)
    if held.form != wanted.form:
        held.since_at = timezone.now()
    held.name, held.form, held.language = wanted.name, wanted.form, wanted.language
    held.folder = wanted.folder or None
    reach = reach_of(held).model_copy(update={"url": wanted.url, "email": wanted.email})
    held.sealed = seal(reach, held.pk)
    held.save(update_fields=["name", "form", "language", "folder", "sealed", "since_at"])
    _record("destination_changed", held, by, channel)


@transaction.atomic
def renew_secret(*, destination: Destination, by: Actor, channel: Channel) -> None:
    """Sign with a new secret from the next try on."""
    held = _locked(destination)
    held.sealed = seal(reach_of(held).model_copy(update={"secret": new_secret()}), held.pk)
    held.save(update_fields=["sealed"])
    _record("destination_changed", held, by, channel, secret=True)


@transaction.atomic
def switch_off(*, destination: Destination, by: Actor, channel: Channel) -> None:
    """Send nothing there any more. What is owed already waits. Doing it twice changes nothing."""
    held = _locked(destination)
    if not held.is_on:
        return
    sweep_one(held)
    held.off_at = timezone.now()
    held.save(update_fields=["off_at"])
    _record("destination_switched_off", held, by, channel)


@transaction.atomic
def switch_on(*, destination: Destination, missed_too: bool, by: Actor, channel: Channel) -> None:
    """Send again: what is submitted from now on, and if wished what was while it was off."""
    held = _locked(destination)
    if held.is_on:
        return
    if not missed_too:
        held.since_at = timezone.now()
    held.off_at = None
    held.save(update_fields=["off_at", "since_at"])
    _record("destination_switched_on", held, by, channel, missed_too=missed_too)


def try_out(*, destination: Destination, by: Actor, channel: Channel) -> None:
    """Send an invented application there. Raises SendFailed with the reason."""
    try:
        sample.send(destination)
    except SendFailed as failure:
        _note_test(destination, failure.code, by, channel)
        raise
    _note_test(destination, "", by, channel)


@transaction.atomic
def retry(*, delivery: Delivery, by: Actor, channel: Channel) -> None:
    """Try a failed delivery again, under the same idempotency key. Raises DeliveryGone."""
    if not _retry(Delivery.objects.filter(pk=delivery.pk), by, channel):
        raise DeliveryGone


@transaction.atomic
def retry_all(*, destination: Destination, by: Actor, channel: Channel) -> int:
    """Try everything again that failed there. Returns how many."""
    return _retry(destination.deliveries.all(), by, channel)


@transaction.atomic
def settle(*, delivery: Delivery, by: Actor, channel: Channel) -> None:
    """Note that it needs no delivery: somebody passed it on in another way. Raises DeliveryGone."""
    if not _settle(Delivery.objects.filter(pk=delivery.pk, state=State.FAILED), by, channel):
        raise DeliveryGone


@transaction.atomic
def settle_all(*, destination: Destination, by: Actor, channel: Channel) -> int:
    """Note that nothing is owed any more to a destination that is off. Returns how many were.

    Raises DeliveryGone if it was switched on again.
    """
    if _locked(destination).is_on:
        raise DeliveryGone
    return _settle(destination.deliveries.filter(state__in=UNCONFIRMED), by, channel)


@transaction.atomic
def note_download(*, export: ExportFile, format_: str, by: Actor, channel: Channel) -> None:
    """Write down that somebody took a daily file away."""
    record(
        "export_downloaded",
        by=by,
        channel=channel,
        subject=f"export:{export.pk}",
        format=format_,
        count=export.count,
    )


def _retry(wanted: QuerySet[Delivery], by: Actor, channel: Channel) -> int:
    failed = list(wanted.select_for_update(of=("self",)).filter(state=State.FAILED))
    now = timezone.now()
    Delivery.objects.filter(pk__in=[each.pk for each in failed]).update(
        state=State.WAITING, attempts=0, give_up_at=None, next_try_at=now, claimed_at=None
    )
    for each in failed:
        _record_one("delivery_retried", each, by, channel)
    return len(failed)


def _settle(wanted: QuerySet[Delivery], by: Actor, channel: Channel) -> int:
    found = list(wanted.select_for_update(of=("self",)))
    Delivery.objects.filter(pk__in=[each.pk for each in found]).update(state=State.SETTLED, claimed_at=None)
    for each in found:
        _record_one("delivery_settled", each, by, channel)
    return len(found)


def _locked(destination: Destination) -> Destination:
    return Destination.objects.select_for_update(of=("self",)).select_related("form").get(pk=destination.pk)


@transaction.atomic
def _note_test(destination: Destination, failure: str, by: Actor, channel: Channel) -> None:
    _record("destination_tested", destination, by, channel, failure=failure)


def _record(kind: str, destination: Destination, by: Actor, channel: Channel, **codes: Any) -> None:
    record(kind, by=by, channel=channel, subject=f"destination:{destination.pk}", **codes)


def _record_one(kind: str, delivery: Delivery, by: Actor, channel: Channel) -> None:
    record(
        kind,
        by=by,
        channel=channel,
        application=delivery.application,
        subject=f"destination:{delivery.destination_id}",
    )
