"""Leave a checklist and come back to it by a code of its own, as to an application, at any door."""

from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from services.applications.errors import ResumeRefused
from services.applications.events import record
from services.checklists.errors import ChecklistGone
from services.checklists.models import Checklist, ChecklistCode
from services.definitions.channels import Channel
from services.identity import codes, throttle
from services.identity.actors import Actor
from services.identity.references import new_reference, tidy_reference

Way = Literal["printed", "spoken"]
PREFIX = "CK"
REFERENCE_TRIES = 5


def by_reference(text: str) -> Checklist | None:
    """Return the checklist with the reference that was typed, in any spacing or case.

    Raises ReferenceMistyped if the check letter does not fit.
    """
    return Checklist.objects.filter(reference=tidy_reference(text)).first()


@transaction.atomic
def issue_code(*, checklist: Checklist, fact: str, way: Way, by: Actor, channel: Channel) -> str:
    """Return a fresh code, shown once and stored only as a hash with `fact`, a name the person knows.

    `checklist` has its reference afterwards. Earlier codes handed out the same way stop working. Raises
    ChecklistGone.
    """
    held = Checklist.objects.select_for_update(of=("self",)).filter(pk=checklist.pk).first()
    if held is None:
        raise ChecklistGone
    checklist.reference = reference = held.reference or _named(held)
    now = timezone.now()
    held.codes.filter(way=way, revoked_at__isnull=True).update(revoked_at=now)
    code = codes.new_code()
    ChecklistCode.objects.create(
        checklist=held, digest=codes.digest(code, reference, fact), way=way, expires_at=_code_life(now)
    )
    held.used_at = now
    held.save(update_fields=["used_at"])
    record("checklist_changed", by=by, channel=channel, subject=held.subject, what="code_issued", way=way)
    return code


def resume(*, reference: str, code: str, fact: str, by: Actor, channel: Channel) -> Checklist:
    """Return the checklist that reference, code and fact open together.

    Tries are limited for each reference. Raises ResumeRefused, the same for unknown, wrong, expired
    and revoked; TooManyTries; CodeMistyped or ReferenceMistyped for a slip, which costs no try.
    """
    known = tidy_reference(reference)
    digest = codes.digest(code, known, fact)
    throttle.spend(f"resume:{known}")
    with transaction.atomic():
        now = timezone.now()
        given = (
            ChecklistCode.objects.select_for_update(of=("self",))
            .select_related("checklist")
            .filter(digest=digest, checklist__reference=known, checklist__owner=None)
            .filter(revoked_at__isnull=True, expires_at__gt=now)
            .first()
        )
        if given is None:
            raise ResumeRefused
        given.expires_at = _code_life(now)
        given.save(update_fields=["expires_at"])
        held = given.checklist
        held.used_at = now
        held.save(update_fields=["used_at"])
        record(
            "checklist_changed", by=by, channel=channel, subject=held.subject, what="resumed", way=given.way
        )
    throttle.forgive(f"resume:{known}")
    return held


def _named(held: Checklist) -> str:
    """Return the reference that the checklist has from now on."""
    for _ in range(REFERENCE_TRIES):
        reference = new_reference(PREFIX)
        try:
            with transaction.atomic():
                held.reference = reference
                held.save(update_fields=["reference"])
        except IntegrityError:
            continue  # somebody else has just got this reference
        return reference
    raise RuntimeError("no free reference after several tries: the reference space is too small")


def _code_life(now: datetime) -> datetime:
    return now + settings.CHECKLIST_RETENTION
