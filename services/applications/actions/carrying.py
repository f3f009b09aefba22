"""Use answers that a person gave in another application, because they said so."""

from collections.abc import Collection, Mapping

from django.db import transaction

from services.applications import earlier
from services.applications.actions.drafts import Earlier, keep_typed, save_step
from services.applications.actions.locking import locked_draft
from services.applications.choices import State
from services.applications.earlier import Offer
from services.applications.errors import NotOpen
from services.applications.events import record
from services.applications.models import Application
from services.applications.queries import answers_of, typed_of
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.rules import Value
from services.identity.actors import Actor, Role


@transaction.atomic
def carry_over(
    *,
    source: Application,
    target: Application,
    keys: Collection[str],
    by: Actor,
    channel: Channel,
    given_by: Role = Role.CITIZEN,
) -> list[str]:
    """Answer questions of a draft with what `source` says about the same. Return the keys answered so.

    `keys` are questions of `target` that the person chose. One that has an answer already keeps it. What
    is no answer here is kept as typed input, to be looked at. Who may read `source` the caller has asked.
    Raises NotOpen if the source was erased or is in another person's account, NotDraft, DraftClosed,
    FormChanged.
    """
    held, given = locked_draft(target.pk, remembers=True), Application.objects.get(pk=source.pk)
    owners = {application.owner_id for application in (held, given)} - {None}
    if given.state == State.ERASED or given.pk == held.pk or len(owners) > 1:
        raise NotOpen
    known = answers_of(held).values
    chosen = {
        offer.question.key: offer
        for offer in earlier.offers(held.document, [given])
        if offer.question.key in keys and offer.question.key not in known
    }
    for step in held.document.steps:
        _fill(target, step, chosen, by, channel, given_by)
    used = sorted(chosen)
    if used:
        record("prefilled", by=by, channel=channel, application=held, questions=",".join(used))
    return used


def _fill(
    target: Application,
    step: Step,
    chosen: Mapping[str, Offer],
    by: Actor,
    channel: Channel,
    given_by: Role,
) -> None:
    mine = {question.key: chosen[question.key] for question in step.questions if question.key in chosen}
    fitting = {key: offer for key, offer in mine.items() if offer.fits}
    typed = dict(typed_of(target, step.key) or {}) if mine else {}
    if fitting:
        values: dict[str, Value] = {key: offer.reading.value for key, offer in fitting.items()}
        save_step(
            application=target,
            step=step.key,
            values=values,
            by=by,
            channel=channel,
            given_by=given_by,
            carried_from={
                key: Earlier(offer.answer_id, offer.source.version.form.key) for key, offer in fitting.items()
            },
        )
    if len(mine) > len(fitting) or typed:
        unread = {key: offer.asked_before.unread(offer.value) for key, offer in mine.items()}
        keep_typed(application=target, step=step.key, typed={**unread, **typed}, channel=channel)
