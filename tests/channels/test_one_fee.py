"""A fee is set once, and on its day every channel says the new one; what was sent keeps the old one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from services.applications.actions import start, submit
from services.applications.exporting import export
from services.applications.models import Application
from services.definitions.channels import Channel
from services.definitions.models import FormVersion
from services.definitions.publishing import NotPublishable, current_version
from services.facts.actions import define, set_value
from services.facts.history import Kind
from services.identity.actors import SYSTEM, citizen
from services.identity.roles import StaffRole
from services.paper.letters import receipt
from services.paper.models import PrintedForm
from tests import builders
from tests.assisted.test_phone import checked
from tests.builders import both, small_document
from tests.online.visitor import Visitor
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 12, 1, 0, 0, 1, tzinfo=UTC)
SAYS = both("A permit costs {fact:permit-fee}.")
FORM = "paid-permit"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(LAST_DAY) as clock:
        yield clock


def fee() -> None:
    fact = define(key="permit-fee", label="Permit fee", kind=Kind.MONEY)
    for pounds, begins in (("10", date(2026, 1, 1)), ("12.50", FIRST_DAY.date())):
        set_value(fact=fact, content=Decimal(pounds), effective_from=begins, by=SYSTEM)


def paid_form() -> FormVersion:
    content = small_document().model_dump(mode="json", by_alias=True)
    content["key"], content["next_steps"] = FORM, SAYS
    content["steps"][0]["questions"][0]["hint"] = SAYS
    content["declaration"]["statements"].append(SAYS)
    return builders.small_form(**content)


def words_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\xa0", " ").split())


def blank_paper() -> str:
    pdf = Client().get(reverse("paper:blank", args=[FORM]), follow=True)
    return words_of(b"".join(pdf.streaming_content) if pdf.streaming else pdf.content)


def everywhere(desk: Client) -> dict[str, str]:
    """What each channel says of the form today."""
    visitor = Visitor()
    visitor.start(FORM)
    call = checked(desk, visitor.application, "phone")
    script = desk.get(reverse("assisted:ask", args=[call.pk, "who"])).content.decode()
    desk.post(reverse("assisted:end", args=[call.pk]), {"outcome": "continues"})
    sheet = checked(desk, visitor.application, "paper")
    keyed = desk.get(reverse("assisted:key_page", args=[sheet.pk, "you"])).content.decode()
    desk.post(reverse("assisted:end", args=[sheet.pk]), {"outcome": "continues"})
    return {
        "web": visitor.page,
        "phone": script,
        "keying": keyed,
        "paper": blank_paper(),
        "api": str(Client().get(reverse("api:form", args=[FORM])).json()),
    }


def sent() -> Application:
    application = start(version=current_version(FORM), by=citizen(), channel=Channel.ONLINE, language="en")
    builders.filled(application)
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    application.refresh_from_db()
    return application


def test_on_its_day_a_fee_is_new_in_every_channel_and_what_was_sent_keeps_the_old_one(clock) -> None:
    with pytest.raises(NotPublishable, match="fact_unknown"):
        paid_form()
    fee()
    version = paid_form()
    desk = at_the_desk(member(StaffRole.ADVISER))
    for channel, words in everywhere(desk).items():
        assert "A permit costs £10." in words, channel
        assert "{fact:" not in words, channel
    before = sent()
    checksum = version.checksum

    clock.move_to(FIRST_DAY)
    desk = at_the_desk(member(StaffRole.ADVISER, "another@example.org"))
    for channel, words in everywhere(desk).items():
        assert "A permit costs £12.50." in words, channel
        assert "£10" not in words, channel
    assert [each.edition for each in PrintedForm.objects.order_by("edition")] == [1, 2]
    assert before.document.next_steps["en"] == "A permit costs £10."
    assert before.document.declared.statements[-1]["en"] == "A permit costs £10."
    assert "A permit costs £10." in words_of(receipt(before, language="en").pdf)
    assert export(before, language="en").declaration.statements[-1] == "A permit costs £10."
    after = sent()
    assert after.document.next_steps["en"] == "A permit costs £12.50."
    assert current_version(FORM) == version
    assert (version.checksum, version.definition.next_steps) == (checksum, SAYS)
