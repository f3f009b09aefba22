"""Begin a checklist, change it, keep it, throw it away."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from services import vault
from services.applications.events import record
from services.applications.models import Application
from services.booking.models import Appointment
from services.checklists.contents import Contents
from services.checklists.errors import ChecklistGone
from services.checklists.models import Belonging, Checklist
from services.checklists.plan import Said, State
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM, Actor
from services.identity.models import User

USED_AGAIN_AFTER = timedelta(days=1)


def begin(
    *, event: str, contents: Contents, by: Actor, channel: Channel, owner: User | None = None
) -> Checklist:
    """Return a kept checklist. An account has one of each life event: there, it joins the one it has."""
    known = Checklist.objects.filter(owner=owner, event=event).first() if owner else None
    if known is None:
        try:
            with transaction.atomic():
                return _begin(event, contents, by, channel, owner)
        except IntegrityError:  # another window was quicker
            known = Checklist.objects.get(owner=owner, event=event)
    return change(
        checklist=known, do=lambda held: held.merged(contents), what="joined", by=by, channel=channel
    )


def _begin(event: str, contents: Contents, by: Actor, channel: Channel, owner: User | None) -> Checklist:
    made = Checklist(event=event, owner=owner, data_key=vault.new_key(), used_at=timezone.now())
    made.contents = contents
    made.save(force_insert=True)
    record("checklist_changed", by=by, channel=channel, subject=made.subject, what="begun")
    return made


@transaction.atomic
def change(
    *,
    checklist: Checklist,
    do: Callable[[Contents], Contents],
    what: str,
    by: Actor,
    channel: Channel,
    application: Application | None = None,
) -> Checklist:
    """Return the checklist as `do` leaves it; nothing that another window did meanwhile is lost.

    `what` goes into the event, `application` is the one it is told beside. Raises ChecklistGone.
    """
    held = Checklist.objects.select_for_update(of=("self",)).filter(pk=checklist.pk).first()
    if held is None:
        raise ChecklistGone
    held.contents = do(held.contents)
    held.used_at = timezone.now()
    held.save(update_fields=["sealed", "used_at"])
    record(
        "checklist_changed", by=by, channel=channel, application=application, subject=held.subject, what=what
    )
    return held


def saying(said: Said) -> Callable[[Contents], Contents]:
    """Return what puts an answer to the opening questions in the place of the one before."""
    return lambda held: Contents(held.begun_at, said, held.ticks)


def ticking(key: str, mark: State | None, *, by: Actor, channel: Channel) -> Callable[[Contents], Contents]:
    """Return what ticks one thing, or takes its tick back."""
    return lambda held: held.ticked(key, mark, by=by, channel=channel)


@transaction.atomic
def keep_in_account(*, checklist: Checklist, user: User, by: Actor, channel: Channel) -> Checklist:
    """Return the user's own checklist, with what this one of nobody's account holds. Twice is once.

    Raises ChecklistGone if it is in somebody else's account.
    """
    held = Checklist.objects.select_for_update(of=("self",)).filter(pk=checklist.pk).first()
    if held is None or held.owner_id not in (None, user.pk):
        raise ChecklistGone
    if held.owner_id == user.pk:
        return held
    own = begin(event=held.event, contents=held.contents, by=by, channel=channel, owner=user)
    for each in held.belongings.all():
        Belonging.objects.get_or_create(
            checklist=own, application=each.application, appointment=each.appointment
        )
    held.delete()
    return own


def belong(
    *, checklist: Checklist, application: Application | None = None, appointment: Appointment | None = None
) -> None:
    """Note that its person began an application or booked an appointment for it. Twice changes nothing."""
    Belonging.objects.get_or_create(checklist=checklist, application=application, appointment=appointment)


def used(checklist: Checklist) -> None:
    """Note that it was opened, once a day: it is kept for longer."""
    now = timezone.now()
    Checklist.objects.filter(pk=checklist.pk, used_at__lt=now - USED_AGAIN_AFTER).update(used_at=now)


@transaction.atomic
def throw_away(*, checklist: Checklist, by: Actor, channel: Channel) -> None:
    """Delete it with its key. What its person sent or booked stays. Twice changes nothing."""
    gone, _rows = Checklist.objects.filter(pk=checklist.pk).delete()
    if gone:
        record("checklist_changed", by=by, channel=channel, subject=checklist.subject, what="thrown_away")


@transaction.atomic
def forget_account(user: User) -> None:
    """Delete every checklist in the account of somebody who is erased. See ERASED_WITH_A_PERSON."""
    for each in Checklist.objects.filter(owner=user):
        throw_away(checklist=each, by=SYSTEM, channel=Channel.ONLINE)


def purge() -> int:
    """Delete those that nobody used for as long as we keep them. Returns how many."""
    due = Checklist.objects.filter(used_at__lt=timezone.now() - settings.CHECKLIST_RETENTION)
    count = due.count()
    due.delete()
    return count
