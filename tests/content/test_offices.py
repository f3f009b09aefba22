"""Everybody can look up an office; authors look after its words and facts."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from content.keeping import state_of_content
from content.roles import ensure_permissions
from services.booking.actions import close_office
from services.booking.models import AvailabilityException, Mode, Office
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests.booking.world import NOW, at, make_office, make_resource, make_type
from tests.content.reading import open_page, words
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

PATH = "/offices/civic-hall/"
TYPED = {
    "name_en": "Civic Hall",
    "name_cy": "Y Neuadd Ddinesig",
    "name_ar": "",
    "address": "1 Quay Street\n\n Lantern Bay ",
    "postcode": "ZZ1 1AA",
    "uprn": "990000000901",
    "latitude": "54.202110",
    "longitude": "-3.698450",
    "step_free": "on",
    "getting_in_en": "Ring the bell.",
    "key": "another",
    "position": "0",
    "active": "on",
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office() -> Office:
    return make_office(
        "civic-hall",
        step_free=True,
        uprn="990000000901",
        latitude=Decimal("54.202110"),
        longitude=Decimal("-3.698450"),
        getting_in={"en": "Ring the bell."},
    )


def test_an_office_says_where_it_is_how_to_get_in_when_it_is_open_and_what_to_book(office: Office) -> None:
    birth, call = make_type("birth"), make_type("call", needs={Mode.PHONE: ["adviser"]})
    make_resource(office, birth, call, weekdays=range(4))
    extra = AvailabilityException(kind="extra", office=office, reason={"en": "Open day"})
    extra.start_at, extra.end_at = at(9), at(17)
    extra.save()
    close_office(
        office=office,
        start_at=at(0),
        end_at=at(23, 55),
        reason={"en": "Training", "cy": "Hyfforddiant"},
        by=SYSTEM,
        channel=Channel.COUNTER,
    )
    seen = open_page(PATH)
    assert words(seen.one("h1")) == "Civic Hall"
    for said in ("1 Quay Street", "Step-free", "No hearing loop", "Ring the bell.", "Open in addition"):
        assert said in seen.text
    assert "Tuesday 3 November 2026 Training" in seen.text
    week = {
        words(day.find("dt")): words(day.find("dd")) for day in seen.one("dl", class_="govuk-summary-list")
    }
    assert (week["Monday"], week["Friday"]) == ("9am to midday", "Closed")
    links = seen.links()
    assert links["Register a birth"] == "/book/birth/civic-hall/"
    assert list(links.values()).count("/book/call/civic-hall/") == 0
    assert links["See it on a map (OpenStreetMap)"].startswith(
        "https://www.openstreetmap.org/?mlat=54.202110&"
    )
    assert "990000000901" not in seen.text
    assert "Hyfforddiant" in open_page(f"/cy{PATH}").text


def test_the_offices_are_listed_and_one_that_closed_for_good_is_not_there(office: Office) -> None:
    gone = make_office("old-hall", active=False)
    assert open_page("/offices/").links()["Civic Hall"] == PATH
    assert "old-hall" not in open_page("/offices/").response.content.decode()
    assert Client().get(f"/offices/{gone.key}/").status_code == 404
    office.latitude = None
    office.save()
    assert "OpenStreetMap" not in open_page(PATH).text


def test_an_author_changes_the_words_of_an_office_in_each_language(office: Office) -> None:
    ensure_permissions()
    author = at_the_desk(member(StaffRole.AUTHOR))
    address = f"/admin/offices/edit/{office.pk}/"
    form = author.get(address).content.decode()
    assert 'value="Y Neuadd Ddinesig"' in form
    assert "Monday" in form
    before = state_of_content()
    assert author.post(address, {**TYPED, "getting_in_ar": "رنّوا الجرس."}).status_code == 302
    office.refresh_from_db()
    assert office.getting_in == {"en": "Ring the bell.", "ar": "رنّوا الجرس."}
    assert office.address_lines == ["1 Quay Street", "Lantern Bay"]
    assert office.name == {"en": "Civic Hall", "cy": "Y Neuadd Ddinesig"}
    assert office.key == "civic-hall"  # addresses that people keep stay
    assert ModelLogEntry.objects.filter(action="wagtail.edit", object_id=str(office.pk)).exists()
    assert state_of_content() != before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"uprn": "12 34"}, "A UPRN is a number of at most 12 digits."),
        ({"uprn": "1234567890123"}, "at most 12 characters"),
        ({"latitude": "91"}, "less than or equal to 90"),
        ({"parking_cy": "Dim maes parcio"}, "Write it in the site’s own language too."),
        ({"name_en": ""}, "This field is required."),
        ({"address": ""}, "This field is required."),
    ],
)
def test_what_does_not_fit_is_said_at_its_box(office: Office, wrong: dict[str, str], sentence: str) -> None:
    ensure_permissions()
    author = at_the_desk(member(StaffRole.AUTHOR))
    answer = author.post(f"/admin/offices/edit/{office.pk}/", {**TYPED, **wrong})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    office.refresh_from_db()
    assert office.uprn == "990000000901"


def test_managers_edit_offices_too_and_nobody_else_and_nobody_deletes_one(office: Office) -> None:
    ensure_permissions()
    author, manager, adviser = (at_the_desk(member(role)) for role in (
        StaffRole.AUTHOR, StaffRole.MANAGER, StaffRole.ADVISER
    ))  # fmt: skip
    address = f"/admin/offices/edit/{office.pk}/"
    adviser.post(address, {**TYPED, "getting_in_en": "Knock."})
    for each in (author, manager):
        assert each.post(f"/admin/offices/delete/{office.pk}/").status_code == 302
    assert not ModelLogEntry.objects.filter(object_id=str(office.pk)).exists()
    assert b"Y Neuadd Ddinesig" in manager.get(address).content
    assert manager.get("/admin/offices/new/").status_code == 200
    manager.post(address, TYPED)
    (entry,) = ModelLogEntry.objects.filter(object_id=str(office.pk))
    assert entry.action == "wagtail.edit"
