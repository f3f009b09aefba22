"""A case moves on once for each decision, and the citizen hears of it."""

import pytest

from services.applications.actions import change_case, submit
from services.applications.choices import CaseState, Outcome
from services.applications.errors import CaseChanged, CaseClosed
from services.applications.models import Case
from services.applications.queries import open_cases
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.notifications.contents import unseal
from services.notifications.models import Message
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def a_case() -> Case:
    application = builders.filled(builders.draft())
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    return Case.objects.get(application=application)


def test_a_submitted_application_waits_in_the_queue_until_it_is_decided() -> None:
    case = a_case()
    adviser = builders.adviser()
    assert list(open_cases()) == [case]
    change_case(
        case=case,
        revision=0,
        state=CaseState.DECIDED,
        outcome=Outcome.APPROVED,
        message="Your permit is on its way.",
        by=adviser,
        channel=Channel.ONLINE,
    )
    assert not open_cases()
    with pytest.raises(CaseClosed):
        change_case(
            case=case, revision=1, state=CaseState.MORE_NEEDED, message="", by=adviser, channel=Channel.ONLINE
        )


def test_the_second_of_two_advisers_is_told_and_overwrites_nothing() -> None:
    case, adviser = a_case(), builders.adviser()
    change_case(
        case=case, revision=0, state=CaseState.MORE_NEEDED, message="A", by=adviser, channel=Channel.ONLINE
    )
    with pytest.raises(CaseChanged):
        change_case(
            case=case,
            revision=0,
            state=CaseState.MORE_NEEDED,
            message="B",
            by=adviser,
            channel=Channel.ONLINE,
        )
    assert case.messages.count() == 1


def test_someone_who_asked_for_a_copy_gets_one_with_their_reference_and_nobody_else_does() -> None:
    application = builders.filled(builders.draft())
    receipt = submit(
        application=application,
        declared="ticked",
        by=citizen(),
        channel=Channel.ONLINE,
        copy_to="ann@example.org",
    )
    message = Message.objects.get(kind="application_sent")
    content = unseal(message)
    assert content.to == "ann@example.org"
    assert receipt.number in content.body
    assert application.reference in content.subject
