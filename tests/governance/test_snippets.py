"""What is written once and shown on many pages is looked at before it goes live, on every way."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.actions import action_registry
from wagtail.models import Locale

from content.facts.using import uses
from content.gate import NotYet
from content.models import Alert, AlertWords, ContactPoint, EvidenceType, ScheduleFailure
from content.scheduled import do_due
from services.booking.models import Office
from services.booking.words import say
from services.facts.actions import define, set_value
from services.facts.history import Kind
from services.facts.models import Fact
from services.identity.actors import SYSTEM
from services.identity.models import User
from tests.content.pages import contact
from tests.staff import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
INSTEAD = "Type {fact:bin-fee} (Bin fee) in its place"
ADMIN = "/admin/snippets/content"


@pytest.fixture(autouse=True)
def fee() -> Fact:
    fact = define(key="bin-fee", label="Bin fee", kind=Kind.MONEY)
    set_value(fact=fact, content=Decimal("31.40"), effective_from=date(2026, 1, 1), by=SYSTEM)
    return fact


@pytest.fixture
def browser() -> Client:
    return at_the_desk(User.objects.create_superuser("root@example.org", name="Root"))


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_editor_holds_up_a_typed_fee_but_keeps_the_draft(browser: Client) -> None:
    team = contact(phone="01632 960100")
    url = f"{ADMIN}/contactpoint/edit/{team.pk}/"
    sent = {"name": "Bins team", "phone": "01632 960100", "access": "The lift costs £31.40."}
    assert INSTEAD in shown(browser.post(url, {**sent, "action-publish": "1"}))
    assert ContactPoint.objects.get(pk=team.pk).access == ""
    assert browser.post(url, sent).status_code == 302
    assert "names no fact" in shown(
        browser.post(url, {**sent, "access": "{fact:tin}", "action-publish": "1"})
    )
    said = {**sent, "access": "Call 01632 960100. It costs {fact:bin-fee}.", "action-publish": "1"}
    told = shown(browser.post(url, said, follow=True))
    assert "“01632 960100” is also the number of a contact point." in told
    assert "{fact:bin-fee}" in ContactPoint.objects.get(pk=team.pk).access


def test_an_alerts_other_languages_are_looked_at_too(browser: Client) -> None:
    sent = {
        "title": "Bins",
        "text": "No bins.",
        "severity": "warning",
        "where": "everywhere",
        "pages-count": "0",
        "starts_at": "2026-01-01 00:00",
        "words-TOTAL_FORMS": "1",
        "words-INITIAL_FORMS": "0",
        "words-0-language": "cy",
        "words-0-title": "Biniau",
        "words-0-text": "£31.40",
        "action-publish": "1",
    }
    form_class = Alert.snippet_viewset.get_edit_handler().get_form_class()
    form = form_class(sent, instance=Alert(), for_user=User.objects.get(email="root@example.org"))
    assert not form.is_valid()
    assert INSTEAD in str(form.formsets["words"].errors)
    assert not Alert.objects.exists()
    assert browser.post(f"{ADMIN}/alert/add/", {**sent, "words-0-text": "Dim"}).status_code == 302
    assert Alert.objects.get().live
    made = Alert(title="Bins", text="No bins.")
    made.words = [AlertWords(language="cy", title="Biniau", text="£31.40")]
    assert any(INSTEAD in line for line in made.stops())


def test_no_other_way_leads_past_the_gate() -> None:
    paper = EvidenceType(name="Letter", where_from="A copy costs £31.40.", live=False)
    paper.locale = Locale.objects.get(language_code="en")
    paper.save()
    with pytest.raises(NotYet, match="Where to get it"):
        paper.save_revision().publish()
    action = action_registry.get_action_class(EvidenceType, "publish")
    with pytest.raises(NotYet):
        action(paper.get_latest_revision()).execute(skip_permission_checks=True)
    revision = paper.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    (line,) = do_due(timezone.now())
    assert INSTEAD in line
    assert ScheduleFailure.still_open().count() == 1
    assert not EvidenceType.objects.get(pk=paper.pk).live
    paper.where_from = "A copy costs {fact:bin-fee}."
    paper.save_revision().publish()
    assert EvidenceType.objects.get(pk=paper.pk).live
    assert ("Letter", "Evidence, English") in {(use.title, use.what) for use in uses("bin-fee")}


def test_an_offices_words_name_a_fact_and_say_it(browser: Client) -> None:
    sent = {
        "name_en": "Town Hall",
        "address": "1 High Street",
        "postcode": "NT1 1AA",
        "key": "town-hall",
        "position": "0",
        "active": "on",
        "parking_en": "Parking costs £31.40.",
    }
    assert INSTEAD in shown(browser.post("/admin/offices/new/", sent))
    browser.post("/admin/offices/new/", {**sent, "parking_en": "Parking costs {fact:bin-fee}."})
    office = Office.objects.get()
    assert say(office.parking, "en") == "Parking costs £31.40."
    assert ("Town Hall", "Office") in {(use.title, use.what) for use in uses("bin-fee")}
