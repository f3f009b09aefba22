"""We already have this: what a person told us in another form, offered by an adviser answer by answer."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from services.applications import earlier
from services.applications.actions import carry_over
from services.applications.choices import State
from services.applications.earlier import Offer
from services.applications.events import record
from services.applications.models import Application, Event
from services.applications.queries import with_everything
from services.assisted.choices import Authority, Check
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.identity.actors import Actor


def checks_passed(session: AssistedSession) -> dict[UUID, Check]:
    """Return how the caller was checked for each application, in this stretch of help alone."""
    passed = Event.objects.filter(
        kind="caller_checked",
        subject=f"help:{session.pk}",
        application__isnull=False,
        codes__passed=True,
    )
    return {pk: Check(codes["how"]) for pk, codes in passed.values_list("application_id", "codes")}


def lists_passed(session: AssistedSession) -> dict[UUID, Check]:
    """Return how the caller was checked for each checklist of its own, in this stretch of help alone."""
    passed = Event.objects.filter(
        kind="caller_checked", subject=f"help:{session.pk}", application=None, codes__passed=True
    )
    found = [codes for codes in passed.values_list("codes", flat=True) if "checklist" in codes]
    return {UUID(codes["checklist"]): Check(codes["how"]) for codes in found}


def checked_for(session: AssistedSession) -> QuerySet[Application]:
    """Return the applications that this caller was checked for in this stretch of help, newest first."""
    return _all_of(Q(pk__in=checks_passed(session)))


def sources(session: AssistedSession, application: Application) -> list[Application]:
    """Return the earlier applications of the person that the adviser may read from for this one.

    Those that this caller was checked for; and what was sent from the account that this application is
    in, unless somebody acts for a person who is not with them: they cannot say that it is still right.
    Nobody is found by name here: two people can share one.
    """
    mine = Q(pk__in=checks_passed(session))
    if application.owner_id and session.authority != Authority.ACTING:
        mine |= Q(owner=application.owner_id, state=State.SUBMITTED)
    found = _all_of(mine).exclude(pk=application.pk)
    if application.owner_id:
        found = found.filter(Q(owner=application.owner_id) | Q(owner__isnull=True))
    return [each for each in found if not each.document.is_checker]


def _all_of(mine: Q) -> QuerySet[Application]:
    return with_everything().filter(mine).exclude(state=State.ERASED).order_by("-used_at")


def offers(session: AssistedSession, application: Application, keys: Collection[str]) -> list[Offer]:
    """Return what is known from before of some open questions, but for what the person said no to."""
    if not keys or not application.is_draft or application.document.is_checker:
        return []
    found = earlier.offers(application.document, sources(session, application))
    wanted = [offer for offer in found if offer.question.key in keys]
    refused = _refused(application) if wanted else set()
    return [offer for offer in wanted if offer.question.key not in refused]


def _refused(application: Application) -> set[str]:
    said_no = Event.objects.filter(application=application, kind="earlier_refused")
    return {key for codes in said_no.values_list("codes", flat=True) for key in codes["questions"].split(",")}


@transaction.atomic
def settle(
    *,
    session: AssistedSession,
    application: Application,
    offered: Collection[Offer],
    said: Mapping[str, bool],
    by: Actor,
) -> None:
    """Use the answers that the person said are still right, and note those that they are not.

    `said` is by question. What was said by the caller, in which application, and by which adviser and
    channel it was confirmed here stays with each answer. Raises what `carry_over` raises.
    """
    channel = Channel(session.channel)
    kept: dict[UUID, list[Offer]] = {}
    for offer in offered:
        if said[offer.question.key]:
            kept.setdefault(offer.source.pk, []).append(offer)
    for chosen in kept.values():
        carry_over(
            source=chosen[0].source,
            target=application,
            keys=[offer.question.key for offer in chosen],
            by=by,
            channel=channel,
            given_by=session.speaker,
        )
    refused = sorted(key for key, still_right in said.items() if not still_right)
    if refused:
        record(
            "earlier_refused",
            by=by,
            channel=channel,
            application=application,
            questions=",".join(refused),
        )
