"""Leave an application and come back to it by a code, on any device or at any door."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.utils import timezone

from services.applications.actions.locking import locked, touch
from services.applications.choices import State
from services.applications.errors import ResumeRefused
from services.applications.events import record
from services.applications.models import Application, ResumeCode
from services.applications.queries import the_one
from services.applications.telling import send_resume_link
from services.definitions.channels import Channel
from services.identity import codes, throttle
from services.identity.actors import Actor
from services.identity.references import tidy_reference

Way = Literal["printed", "email", "spoken", "partner"]
TRACKING_DAYS = 365  # a submitted application can be followed this long


@transaction.atomic
def issue_resume_code(*, application: Application, fact: str, way: Way, by: Actor, channel: Channel) -> str:
    """Return a fresh code, shown once and stored only as a hash with `fact`, a name the person knows.

    Earlier codes handed out the same way stop working.
    """
    held = locked(application.pk, remembers=True)
    now = timezone.now()
    held.resume_codes.filter(way=way, revoked_at__isnull=True).update(revoked_at=now)
    code = codes.new_code()
    ResumeCode.objects.create(
        application=held,
        digest=codes.digest(code, held.reference, fact),
        way=way,
        expires_at=_code_life(held),
    )
    record("resume_code_issued", by=by, channel=channel, application=held, way=way)
    return code


@transaction.atomic
def email_resume_link(
    *,
    application: Application,
    fact: str,
    to: str,
    link: Callable[[str, str], str],
    by: Actor,
    channel: Channel,
) -> None:
    """E-mail a link that opens the application again. `link` makes it from reference and code."""
    code = issue_resume_code(application=application, fact=fact, way="email", by=by, channel=channel)
    send_resume_link(application, to=to, code=code, link=link(application.reference, code))


def resume(*, reference: str, code: str, fact: str, by: Actor, channel: Channel) -> Application:
    """Return the application that reference, code and fact open together, draft or submitted.

    Tries are limited for each reference. Raises ResumeRefused, the same for unknown, wrong, expired
    and revoked; TooManyTries; CodeMistyped or ReferenceMistyped for a slip, which costs no try.
    """
    known = tidy_reference(reference)
    digest = codes.digest(code, known, fact)
    throttle.spend(f"resume:{known}")
    with transaction.atomic():
        held = (
            ResumeCode.objects.select_for_update(of=("self",))
            .filter(digest=digest, application__reference=known, revoked_at__isnull=True)
            .filter(expires_at__gt=timezone.now())
            .exclude(application__state=State.ERASED)
            .first()
        )
        application = the_one(held.application_id) if held else None
        if held is None or application is None:
            raise ResumeRefused
        if application.is_draft:
            touch(application)
        held.expires_at = _code_life(application)
        held.save(update_fields=["expires_at"])
        record("resumed", by=by, channel=channel, application=application, way=held.way)
    throttle.forgive(f"resume:{known}")
    return application


def _code_life(application: Application) -> datetime:
    days = application.document.draft_days if application.is_draft else TRACKING_DAYS
    return timezone.now() + timedelta(days=days)
