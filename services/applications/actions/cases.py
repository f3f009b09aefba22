"""Work on a submitted application."""

from django.db import transaction
from django.utils import timezone

from services.applications.choices import CaseState, Outcome
from services.applications.errors import CaseChanged, CaseClosed
from services.applications.events import record
from services.applications.models import Case, CaseMessage
from services.applications.queries import answers_of
from services.applications.sealing import seal_text
from services.applications.telling import reach_of, tell_case_changed
from services.definitions.channels import Channel
from services.identity.actors import Actor


@transaction.atomic
def change_case(
    *,
    case: Case,
    revision: int,
    state: CaseState,
    message: str,
    by: Actor,
    channel: Channel,
    outcome: Outcome | None = None,
) -> Case:
    """Return the case in its new state, with the message the citizen will read and the news sent to them.

    `revision` is the one the adviser was looking at. Raises CaseChanged if a colleague was quicker,
    CaseClosed if it was decided, ValueError if an outcome does not go with the state.
    """
    if (state is CaseState.DECIDED) != (outcome is not None):
        raise ValueError(f"state {state!r} does not go with outcome {outcome!r}")
    held = (
        Case.objects.select_for_update(of=("self",))
        .select_related("application__version__form")
        .get(pk=case.pk)
    )
    if held.revision != revision:
        raise CaseChanged
    if held.state == CaseState.DECIDED:
        raise CaseClosed
    now = timezone.now()
    held.state, held.outcome = state, outcome or ""
    held.revision, held.changed_at = revision + 1, now
    held.save()
    if message.strip():
        CaseMessage.objects.create(
            case=held,
            state=state,
            text=seal_text(
                held.application.box, message.strip(), context=f"case-message:{held.application_id}"
            ),
            written_by=by.user,
            written_at=now,
        )
    record(
        "case_changed",
        by=by,
        channel=channel,
        application=held.application,
        state=state,
        outcome=held.outcome,
    )
    if reach := reach_of(held.application, answers_of(held.application)):
        tell_case_changed(
            held.application,
            reach=reach,
            revision=held.revision,
            state=state,
            outcome=held.outcome,
            message=message.strip(),
        )
    return held
