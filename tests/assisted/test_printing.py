"""An adviser prints for the person they help: on record, and only after the check."""

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.actions import submit
from services.applications.models import Application, Event
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.roles import StaffRole
from services.paper.models import PrintedCopy
from tests import builders
from tests.assisted.test_phone import checked, pick_up, send
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings) -> Client:
    settings.COUNCIL_IN = "tests.paper.council.council"
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def begun() -> Application:
    return builders.filled(builders.draft())


def test_the_form_so_far_is_printed_and_says_who_printed_it(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    answer = send(desk, "paper", call.pk, print="large")
    assert answer.headers["Content-Type"] == "application/pdf"
    copy = PrintedCopy.objects.get()
    assert (copy.application, copy.size, copy.role, copy.channel) == (begun, "large", "staff", "counter")
    assert Event.objects.get(kind="printed").user == call.staff


def test_before_the_check_nothing_is_printed(desk: Client, begun: Application) -> None:
    call = pick_up(desk)
    send(desk, "choose", call.pk, reference=begun.reference)
    assert send(desk, "paper", call.pk).headers["Content-Type"].startswith("text/html")
    assert PrintedCopy.objects.count() == 0


def test_once_it_was_sent_the_receipt_is_printed_and_the_look_is_on_record(
    desk: Client, begun: Application
) -> None:
    submit(application=begun, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    call = checked(desk, begun)
    looks = Event.objects.filter(kind="looked_at").count()
    answer = send(desk, "paper", call.pk)
    assert "receipt-" in answer.headers["Content-Disposition"]
    assert Event.objects.filter(kind="looked_at").count() == looks + 1


def test_opening_the_address_prints_nothing(desk: Client, begun: Application) -> None:
    call = checked(desk, begun)
    assert desk.get(reverse("assisted:paper", args=[call.pk])).status_code == 302
    assert PrintedCopy.objects.count() == 0
