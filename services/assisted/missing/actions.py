"""Ask for what is missing: by letter, or by a call that stands on a list until it is answered."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from services.applications.actions.locking import locked_draft
from services.applications.events import record
from services.applications.models import Application
from services.applications.queries import answers_of
from services.applications.telling import postal_reach_of
from services.assisted.errors import MessageGone, NoPostalAddress, NothingMissing
from services.assisted.missing.models import CallToMake, CallTry, Try
from services.assisted.missing.reading import Open, missing_in
from services.assisted.missing.sheet import sheet_html
from services.definitions.channels import Channel
from services.definitions.sentences import words
from services.identity.actors import Actor
from services.notifications import letters, outbox
from services.notifications.models import Message, Way
from services.paper.sender import sender

KIND = "answers_missing"
ANSWER_WITHIN = timedelta(days=21)


@transaction.atomic
def write_letter(*, application: Application, by: Actor, channel: Channel) -> Message:
    """Put a letter into the outbox that lists what is missing, and take the call off the list.

    One that was not posted yet gives way to it. Raises NothingMissing, NoPostalAddress; NotDraft and
    DraftClosed once nobody can answer any more.
    """
    held = locked_draft(application.pk, remembers=True)
    found = _missing(held)
    if not found.questions:
        raise NothingMissing
    reach = postal_reach_of(held, answers_of(held))
    if reach is None:
        raise NoPostalAddress
    language, about = held.language, about_of(held)
    number = Message.objects.filter(about=about).count() + 1
    outbox.void(about=about, before_sequence=number)
    letter = outbox.queue(
        way=Way.LETTER,
        to=reach.to,
        kind=KIND,
        language=language,
        about=about,
        sequence=number,
        context=_context(held, len(found.questions), language),
        enclosed=sheet_html(held, found.questions, language=language),
    )
    CallToMake.objects.filter(application=held).delete()
    record(
        "answers_asked",
        by=by,
        channel=channel,
        application=held,
        way="letter",
        questions=len(found.questions),
    )
    return letter


def _context(application: Application, count: int, language: str) -> dict[str, object]:
    council = sender(language)
    with override(language):
        until = date_format(answer_by(application), "DATE_FORMAT")
    return {
        "form": words(application.document.title, language),
        "reference": application.reference,
        "count": count,
        "until": until,
        "phone": council.phone.replace(" ", "\xa0"),  # right-to-left text would turn its parts round
        "hours": council.hours,
        "textphone": council.textphone.replace(" ", "\xa0"),
        "return_address": application.document.return_address,
    }


def answer_by(application: Application) -> date:
    """Return the day by which we ask for the answers: in three weeks, or when the draft ends before."""
    wanted = timezone.now() + ANSWER_WITHIN
    return timezone.localdate(min(wanted, application.expires_at or wanted))


@transaction.atomic
def put_on_list(*, application: Application, by: Actor, channel: Channel) -> CallToMake:
    """Return the call that is to be made about what is missing; the one there is, if there is one.

    Raises NothingMissing, NotDraft, DraftClosed.
    """
    held = locked_draft(application.pk, remembers=True)
    found = _missing(held)
    call, is_new = CallToMake.objects.get_or_create(
        application=held, defaults={"asked_at": timezone.now(), "asked_by": by.user}
    )
    if is_new:
        record(
            "answers_asked",
            by=by,
            channel=channel,
            application=held,
            way="phone",
            questions=len(found.questions),
        )
    return call


@transaction.atomic
def note_try(*, call: CallToMake, outcome: Try, by: Actor) -> None:
    """Write down how a try to call went. Raises MessageGone if a colleague took it off the list."""
    held = CallToMake.objects.select_for_update().filter(pk=call.pk).first()
    if held is None:
        raise MessageGone
    CallTry.objects.create(call=held, outcome=outcome, tried_at=timezone.now(), tried_by=by.user)
    record("call_tried", by=by, channel=Channel.PHONE, application=call.application, outcome=outcome.value)


@transaction.atomic
def take_off(*, call: CallToMake, by: Actor) -> None:
    """Take a call off the list that is not to be made. Doing it twice changes nothing."""
    gone, _each = CallToMake.objects.filter(pk=call.pk).delete()
    if gone:
        record("call_dropped", by=by, channel=Channel.PHONE, application=call.application)


def suggests_letter(tries: list[CallTry]) -> bool:
    """Return whether it is time to write: the number was wrong, or too many tries (settings.CALL_TRIES)."""
    if any(each.outcome == Try.WRONG_NUMBER for each in tries):
        return True
    return sum(each.outcome == Try.NOT_REACHED for each in tries) >= settings.CALL_TRIES


def answered_letters() -> list[Message]:
    """Return letters, not posted yet, that ask for what has been answered since, or is to be no more."""
    asking = list(letters.waiting().filter(kind=KIND))
    applications = Application.objects.in_bulk([UUID(each.about.partition(":")[2]) for each in asking])
    still = {f"answers:{pk}" for pk, each in applications.items() if missing_in(each)}
    return [each for each in asking if each.about not in still]


@transaction.atomic
def call_off_answered() -> int:
    """Take back the letters that ask for what has been answered since. Return how many."""
    return sum(
        outbox.void(about=each.about, before_sequence=each.sequence + 1) for each in answered_letters()
    )


def forget(application: Application) -> None:
    """Delete what we keep about asking: for settings.ERASED_WITH_AN_APPLICATION."""
    CallToMake.objects.filter(application=application).delete()
    about = about_of(application)
    outbox.void(about=about, before_sequence=Message.objects.filter(about=about).count() + 1)


def about_of(application: Application) -> str:
    """Return how the outbox names the letters that ask for answers of an application."""
    return f"answers:{application.pk}"


def _missing(application: Application) -> Open:
    found = missing_in(application)
    if not found:
        raise NothingMissing
    return found
