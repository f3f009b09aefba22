"""Nothing is kept longer than its form says."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from services.applications.actions import change_case, erase_decided, erase_expired, submit
from services.applications.choices import CaseState, Outcome, State
from services.applications.models import Case
from services.definitions.channels import Channel
from services.identity.actors import citizen
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]
START = datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_a_draft_nobody_used_is_erased_and_one_in_use_is_not() -> None:
    with time_machine.travel(START):
        old = builders.filled(builders.draft())
    with time_machine.travel(START + timedelta(days=20)):
        used = builders.filled(builders.draft())
    with time_machine.travel(START + timedelta(days=29)):
        assert erase_expired() == 1
    old.refresh_from_db()
    used.refresh_from_db()
    assert (old.state, bytes(old.data_key)) == (State.ERASED, b"")
    assert used.state == State.DRAFT


def test_a_decided_application_is_erased_when_its_form_says_so() -> None:
    with time_machine.travel(START):
        application = builders.filled(builders.draft())
        submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
        change_case(
            case=Case.objects.get(),
            revision=0,
            state=CaseState.DECIDED,
            outcome=Outcome.APPROVED,
            message="Yes.",
            by=builders.adviser(),
            channel=Channel.ONLINE,
        )
    kept = application.document.kept_days
    with time_machine.travel(START + timedelta(days=kept - 1)):
        assert erase_decided() == 0
    with time_machine.travel(START + timedelta(days=kept + 1)):
        assert erase_decided() == 1
    application.refresh_from_db()
    assert application.state == State.ERASED
    assert not application.answers.exists()
    assert application.receipt.number
