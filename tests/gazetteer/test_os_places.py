"""Addresses from Ordnance Survey, as a stand-in on this machine sends them."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.gazetteer import looking
from services.gazetteer.errors import LookupDown
from tests.gazetteer.ordnance_survey import Survey, dpa, lpi, ordnance_survey


@pytest.fixture
def survey(settings: Any) -> Iterator[Survey]:
    with ordnance_survey() as running:
        settings.ADDRESS_LOOKUP = "os_places"
        settings.OS_PLACES_URL, settings.OS_PLACES_KEY = running.address, "secret-key"
        yield running


def test_delivery_points_are_asked_for_and_read(survey: Survey) -> None:
    survey.results = [
        dpa("10", BUILDING_NUMBER="10", THOROUGHFARE_NAME="HARBOUR STREET"),
        dpa("2", BUILDING_NUMBER="2", THOROUGHFARE_NAME="HARBOUR STREET"),
    ]
    found = looking.find("zz14qh")
    assert [each.lines for each in found] == [("2 Harbour Street",), ("10 Harbour Street",)]
    assert (found[0].town, found[0].postcode, found[0].uprn) == ("Lantern Bay", "ZZ1 4QH", "2")
    asked = survey.asked[0]
    assert (asked["postcode"], asked["dataset"], asked["key"]) == (["ZZ1 4QH"], ["DPA,LPI"], ["secret-key"])


def test_the_post_offices_own_address_comes_before_the_councils(survey: Survey) -> None:
    survey.results = [
        lpi("2", PAO_START_NUMBER="2", PAO_TEXT="COUNCIL NAME"),
        dpa("2", BUILDING_NUMBER="2", THOROUGHFARE_NAME="HARBOUR STREET"),
        lpi("3", PAO_START_NUMBER="3"),
    ]
    assert [each.lines[0] for each in looking.find("ZZ1 4QH")] == ["2 Harbour Street", "3 Harbour Street"]


def test_every_page_of_a_large_answer_is_read(survey: Survey) -> None:
    survey.results = [
        dpa(str(number), BUILDING_NUMBER=str(number), THOROUGHFARE_NAME="HARBOUR STREET")
        for number in range(1, 151)
    ]
    assert len(looking.find("ZZ1 4QH")) == 150
    assert [asked["offset"] for asked in survey.asked] == [["0"], ["100"]]
    assert [each.uprn for each in looking.find("ZZ1 4QH", "15")] == ["15"]


def test_a_postcode_that_is_not_in_use_has_no_addresses(survey: Survey) -> None:
    assert looking.find("ZZ9 9ZZ") == []
    survey.status = 400
    assert looking.find("ZZ9 9ZZ") == []


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_when_they_refuse_people_type_it_in_and_no_secret_is_told(survey: Survey, status: int) -> None:
    survey.status = status
    with pytest.raises(LookupDown) as refused:
        looking.find("ZZ1 4QH")
    told = repr(refused.value) + str(refused.value.detail)
    assert "ZZ1" not in told
    assert "secret" not in told
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b"{}", b'{"header": 1}', b"\xff"])
def test_an_answer_that_makes_no_sense_is_no_answer(survey: Survey, answer: bytes) -> None:
    survey.broken = answer
    with pytest.raises(LookupDown):
        looking.find("ZZ1 4QH")


def test_nobody_there(settings: Any) -> None:
    settings.ADDRESS_LOOKUP, settings.OS_PLACES_KEY = "os_places", "k"
    settings.OS_PLACES_URL = "http://127.0.0.1:9"
    with pytest.raises(LookupDown):
        looking.find("ZZ1 4QH")
