"""Write down what happened, in the transaction in which it happens."""

from django.db import transaction
from django.utils import timezone

from services.applications.models import Application, Event
from services.definitions.channels import Channel
from services.identity.actors import Actor
from services.statements import Rows

EVENTS = Rows(Event)
Code = str | int | bool

# Every kind of event. Each has a sentence for the timeline in services/wording.py: "event_<kind>".
KINDS = frozenset(
    {
        "started",
        "step_saved",
        "prefilled",
        "earlier_refused",
        "row_added",
        "row_removed",
        "file_received",
        "file_removed",
        "file_refused",
        "resume_code_issued",
        "resumed",
        "looked_at",
        "submitted",
        "moved_to_version",
        "change_told",
        "closed_by_version",
        "begun_again",
        "case_changed",
        "erased",
        "expired",
        "printed",
        "scan_taken_in",
        "page_received",
        "page_put_aside",
        "help_started",
        "help_ended",
        "caller_checked",
        "checklist_changed",
        "appointment_held",
        "appointment_booked",
        "appointment_moved",
        "appointment_cancelled",
        "appointment_arrived",
        "appointment_attended",
        "appointment_missed",
        "office_closed",
        "office_reopened",
        "office_hours_changed",
        "letter_printed",
        "letter_posted",
        "message_retried",
        "message_on_paper",
        "message_settled",
        "answers_asked",
        "call_tried",
        "call_dropped",
        "format_asked",
        "format_opened",
        "format_in_hand",
        "format_sent",
        "delivery_confirmed",
        "delivery_failed",
        "delivery_retried",
        "delivery_settled",
        "delivered_file_fetched",
        "destination_added",
        "destination_changed",
        "destination_tested",
        "destination_switched_off",
        "destination_switched_on",
        "export_downloaded",
        "api_key_made",
        "api_key_revoked",
        "api_used",
    }
)


def record(
    kind: str,
    *,
    by: Actor,
    channel: Channel,
    application: Application | None = None,
    subject: str = "",
    **codes: Code,
) -> None:
    """Write the event in the current transaction. `codes` must hold no personal data.

    Raises ValueError for an unknown kind or when there is no transaction to be part of.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind of event: {kind!r}")
    if not transaction.get_connection().in_atomic_block:
        raise ValueError(f"event {kind!r} must be written in the transaction of what it tells of")
    event = Event(
        kind=kind,
        application=application,
        subject=subject,
        role=by.role.value,
        user=by.user,
        channel=channel.value,
        codes=codes,
        at=timezone.now(),
    )
    EVENTS.insert([event])
