"""Start, check and end a stretch of help. Every look at what someone told us is an event."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from services import vault
from services.applications import finding
from services.applications.actions import resume, start
from services.applications.events import record
from services.applications.models import Application, Event, Finding
from services.assisted import prefilling
from services.assisted.choices import Authority, Check
from services.assisted.errors import CallerNotConfirmed
from services.assisted.models import AssistedSession
from services.checklists import actions as checklists
from services.checklists import resuming
from services.checklists.models import Checklist
from services.checklists.places import place_of
from services.definitions.channels import Channel
from services.definitions.models import FormVersion
from services.identity import throttle
from services.identity.actors import Actor, Role

LOOK_AGAIN_AFTER = timedelta(minutes=1)
SUBJECT = ["application", "checklist", "check_made", "checked_at"]
"""What a stretch of help is about, and how we made sure that it is the person's."""


@transaction.atomic
def start_session(
    *,
    by: Actor,
    channel: Channel,
    language: str,
    authority: Authority = Authority.SELF,
    acting_name: str = "",
    application: Application | None = None,
) -> AssistedSession:
    """Return a new stretch of help by a member of staff. Raises ValueError if `by` is not staff."""
    if by.role is not Role.STAFF or by.user is None:
        raise ValueError(f"only staff help people, not {by.role!r}")
    session = AssistedSession(
        staff=by.user,
        channel=channel.value,
        authority=authority,
        language=language,
        application=application,
        started_at=timezone.now(),
    )
    if acting_name:
        session.acting_name = vault.seal_for_site(acting_name.encode(), context=f"acting:{session.pk}")
    session.save(force_insert=True)
    record(
        "help_started",
        by=by,
        channel=channel,
        application=application,
        subject=f"help:{session.pk}",
        authority=authority,
    )
    return session


@transaction.atomic
def start_application(*, session: AssistedSession, version: FormVersion, by: Actor) -> Application:
    """Return a new application for a person nobody has on file yet; the session is checked as new."""
    application = start(version=version, by=by, channel=Channel(session.channel), language=session.language)
    _checked(session, Check.NEW, by, application=application)
    for held in Checklist.objects.filter(pk__in=prefilling.lists_passed(session)):
        place = place_of(held.event)
        if place and version.form.key in place.forms:
            checklists.belong(checklist=held, application=application)
    return application


@transaction.atomic
def start_keying(*, application: Application, by: Actor) -> AssistedSession:
    """Return a stretch of help in which an application's scanned pages are keyed: the one that is open.

    Who sent the pages agreed on paper, and the paper is how we know whose they are.
    """
    begun = AssistedSession.objects.filter(
        staff=by.user, application=application, channel=Channel.PAPER.value, ended_at__isnull=True
    )
    if held := begun.filter(check_made=Check.PAPER).first():
        return held
    session = start_session(
        by=by, channel=Channel.PAPER, language=application.language, application=application
    )
    note_consent(session=session)
    _checked(session, Check.PAPER, by, application=application)
    return session


@transaction.atomic
def start_list(*, session: AssistedSession, checklist: Checklist, by: Actor) -> None:
    """Go on with a checklist that was made just now for a person nobody has on file yet."""
    _checked(session, Check.NEW, by, checklist=checklist)


def check_by_code(
    *, session: AssistedSession, reference: str, code: str, fact: str, by: Actor
) -> Application:
    """Return the application that the caller's code and last name open.

    Raises what services.applications.actions.resume raises; a failure is an event too.
    """
    application = resume(reference=reference, code=code, fact=fact, by=by, channel=Channel(session.channel))
    with transaction.atomic():
        _checked(session, Check.CODE, by, application=application)
    return application


def check_list_by_code(*, session: AssistedSession, reference: str, code: str, fact: str, by: Actor) -> None:
    """Open the checklist that the caller's code and last name open.

    Raises what services.checklists.resuming.resume raises.
    """
    held = resuming.resume(reference=reference, code=code, fact=fact, by=by, channel=Channel(session.channel))
    with transaction.atomic():
        _checked(session, Check.CODE, by, checklist=held)


def check_by_facts(
    *, session: AssistedSession, application: Application, born: str, postcode: str, by: Actor
) -> None:
    """Confirm a caller by date of birth and postcode, compared without opening what we hold.

    Raises CallerNotConfirmed, after which the adviser asks in another way; TooManyTries.
    """
    throttle.spend(f"caller:{application.pk}")
    held = Finding.objects.filter(
        application=application,
        purpose=finding.POSTCODE_AND_BIRTH,
        digest=finding.postcode_and_birth(postcode, born),
    )
    if not held.exists():
        with transaction.atomic():
            _record_check(session, Check.FACTS, by, passed=False, application=application)
        raise CallerNotConfirmed
    throttle.forgive(f"caller:{application.pk}")
    with transaction.atomic():
        _checked(session, Check.FACTS, by, application=application)


@transaction.atomic
def choose_application(*, session: AssistedSession, application: Application) -> None:
    """Note which application the person says is theirs. Opens nothing: the check comes next.

    One that they were checked for already, in this same stretch of help, is open again.
    """
    made = prefilling.checks_passed(session).get(application.pk, Check.NONE)
    _turn_to(session, made, application=application)


@transaction.atomic
def choose_list(*, session: AssistedSession, checklist: Checklist) -> None:
    """Note which checklist the person says is theirs. Opens nothing: its code is asked for next.

    One that they were checked for already, in this same stretch of help, is open again.
    """
    made = prefilling.lists_passed(session).get(checklist.pk, Check.NONE)
    _turn_to(session, made, checklist=checklist)


@transaction.atomic
def put_aside(*, session: AssistedSession) -> None:
    """Let the person go on with another of their applications, or begin one, in the same stretch of help."""
    _turn_to(session, Check.NONE)


@transaction.atomic
def check_by_document(*, session: AssistedSession, application: Application, by: Actor) -> None:
    """Note that the adviser has seen a document that shows who the person is."""
    _checked(session, Check.DOCUMENT, by, application=application)


@transaction.atomic
def note_consent(*, session: AssistedSession) -> None:
    """Note that the privacy words were read to the person and that they agreed."""
    session.consented_at = session.consented_at or timezone.now()
    session.save(update_fields=["consented_at"])


@transaction.atomic
def end_session(*, session: AssistedSession, outcome: str, by: Actor) -> None:
    """Close a stretch of help with how it went. Closing it twice changes nothing."""
    if session.ended_at:
        return
    session.ended_at, session.outcome = timezone.now(), outcome
    session.save(update_fields=["ended_at", "outcome"])
    record(
        "help_ended",
        by=by,
        channel=Channel(session.channel),
        application=session.application,
        subject=f"help:{session.pk}",
        outcome=outcome,
    )


def note_look(
    *, application: Application | None = None, by: Actor, channel: Channel, subject: str = ""
) -> None:
    """Write down that staff looked at an application, or at what `subject` names; once a minute is enough."""
    since = timezone.now() - LOOK_AGAIN_AFTER
    what: dict[str, Any] = {"application": application, "subject": subject}
    with transaction.atomic():
        if not Event.objects.filter(kind="looked_at", **what, user=by.user, at__gt=since).exists():
            record("looked_at", by=by, channel=channel, **what)


def _turn_to(
    session: AssistedSession,
    made: Check,
    *,
    application: Application | None = None,
    checklist: Checklist | None = None,
) -> None:
    session.application, session.checklist, session.check_made = application, checklist, made
    session.checked_at = timezone.now() if made != Check.NONE else None
    session.save(update_fields=SUBJECT)


def _checked(
    session: AssistedSession,
    how: Check,
    by: Actor,
    *,
    application: Application | None = None,
    checklist: Checklist | None = None,
) -> None:
    _turn_to(session, how, application=application, checklist=checklist)
    _record_check(session, how, by, passed=True, application=application, checklist=checklist)


def _record_check(
    session: AssistedSession,
    how: Check,
    by: Actor,
    *,
    passed: bool,
    application: Application | None = None,
    checklist: Checklist | None = None,
) -> None:
    more: dict[str, Any] = {"checklist": str(checklist.pk)} if checklist else {}
    record(
        "caller_checked",
        by=by,
        channel=Channel(session.channel),
        application=application,
        subject=f"help:{session.pk}",
        how=how,
        passed=passed,
        **more,
    )
