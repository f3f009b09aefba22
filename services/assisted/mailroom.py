"""The mail room: print letters, note them as posted, and deal with messages that could not be sent."""

from collections.abc import Sequence

from django.db import transaction

from services.applications.events import record
from services.applications.queries import answers_of
from services.applications.telling import postal_reach_of
from services.assisted.errors import MessageGone, NoPostalAddress
from services.assisted.outgoing import Outgoing
from services.booking import details
from services.booking.telling import postal_address
from services.definitions.channels import Channel
from services.identity.actors import Actor
from services.notifications import letters, outbox


def print_letters(*, chosen: Sequence[Outgoing], by: Actor, channel: Channel) -> bytes:
    """Return letters as one PDF. That they were opened is an event of each. Raises ValueError if none."""
    pdf = letters.pdf_of([each.message for each in chosen])
    with transaction.atomic():
        for each in chosen:
            record_letter("letter_printed", each, by, channel)
    return pdf


@transaction.atomic
def note_posted(*, chosen: Sequence[Outgoing], by: Actor, channel: Channel) -> int:
    """Note letters as posted. Return how many were still waiting: a colleague may have been quicker."""
    posted = [each for each in chosen if letters.mark_posted([each.message])]
    for each in posted:
        record_letter("letter_posted", each, by, channel)
    return len(posted)


@transaction.atomic
def send_again(*, failed: Outgoing, by: Actor, channel: Channel) -> None:
    """Try a message again from the start. Raises MessageGone."""
    if not outbox.retry(failed.message):
        raise MessageGone
    record_letter("message_retried", failed, by, channel)


@transaction.atomic
def write_instead(*, failed: Outgoing, by: Actor, channel: Channel) -> None:
    """Write a letter in place of a message. Raises NoPostalAddress, MessageGone.

    Their address is opened for it, so the event is the record of that look too.
    """
    to = _address(failed)
    if not to:
        raise NoPostalAddress
    if not outbox.send_on_paper(failed.message, to=to):
        raise MessageGone
    record_letter("message_on_paper", failed, by, channel)


@transaction.atomic
def print_here(*, failed: Outgoing, by: Actor, channel: Channel) -> None:
    """Print a letter at the desk that the print service did not post. Raises MessageGone."""
    if not outbox.print_here(failed.message):
        raise MessageGone
    record_letter("message_retried", failed, by, channel)


@transaction.atomic
def settle(*, failed: Outgoing, by: Actor, channel: Channel) -> None:
    """Note that the person knows another way; the words are erased. Raises MessageGone."""
    if not outbox.settle(failed.message):
        raise MessageGone
    record_letter("message_settled", failed, by, channel)


def _address(outgoing: Outgoing) -> str:
    if outgoing.application and outgoing.application.data_key:
        reach = postal_reach_of(outgoing.application, answers_of(outgoing.application))
        return reach.to if reach else ""
    if outgoing.appointment and outgoing.appointment.data_key:
        return postal_address(details.read(outgoing.appointment))
    return ""


def record_letter(kind: str, outgoing: Outgoing, by: Actor, channel: Channel, *, batch: int = 0) -> None:
    """Write down what was done with a message, and in which batch if in one."""
    codes = {"batch": batch} if batch else {}
    appointment = outgoing.appointment
    application = appointment.application if appointment else outgoing.application
    record(
        kind,
        by=by,
        channel=channel,
        application=application,
        subject=outgoing.subject,
        message=outgoing.message.kind,
        **codes,
    )
