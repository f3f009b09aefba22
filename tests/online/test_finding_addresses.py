"""An address is found by its postcode, chosen and changed, without scripts."""

import logging
from typing import Any

import pytest

from services.applications.models import Application
from services.applications.queries import answers_of, typed_of
from services.definitions.publishing import publish
from services.gazetteer.models import KnownAddress
from services.identity.actors import SYSTEM
from tests.builders import both, small_document
from tests.online.visitor import Visitor

pytestmark = pytest.mark.django_db


def known(number: int, postcode: str = "ZZ1 4QH") -> None:
    KnownAddress.objects.create(
        uprn=str(number + (6000 if postcode == "ZZ1 4QH" else 7000)),
        line1=f"{number} Harbour Street",
        town="Lantern Bay",
        postcode=postcode,
    )


@pytest.fixture(autouse=True)
def _gazetteer(settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "embedded"
    for number in (1, 2, 10):
        known(number)


def at_home(where: str = "uk") -> Visitor:
    """Someone at the step that asks where they live, and their name."""
    step = {
        "key": "home",
        "section": "you",
        "title": both("You"),
        "questions": [
            {"kind": "name", "key": "name", "label": both("Name")},
            {"kind": "address", "key": "home", "label": both("Address"), "where": where},
        ],
    }
    publish(document=small_document(steps=[step], repeats=[]), by=SYSTEM)
    visitor = Visitor()
    visitor.go("/apply/small/")
    visitor.send()
    assert visitor.at.endswith("/home/")
    return visitor


def application() -> Application:
    return Application.objects.get()


TYPED = {"name__given": "Ann", "name__family": "Lee"}


def test_a_postcode_is_found_one_address_chosen_and_kept_with_its_number() -> None:
    visitor = at_home()
    assert "Find by UK postcode" in visitor.page
    visitor.send(**TYPED, home__find="zz14qh", step__find="home")
    assert "3 addresses found" in visitor.page
    assert visitor.page.index("2 Harbour Street") < visitor.page.index("10 Harbour Street")
    assert 'value="Ann"' in visitor.page  # what was typed elsewhere is still there
    visitor.send(**TYPED, home__find="zz14qh", home__found="6002", step__choose="home")
    assert 'value="2 Harbour Street"' in visitor.page
    assert 'value="Lee"' in visitor.page
    typed = typed_of(application(), "home")
    assert typed is not None
    uprn = str(typed["home"]["uprn"])
    filled = {"home__line1": "2 Harbour Street", "home__town": "Lantern Bay", "home__postcode": "ZZ1 4QH"}
    visitor.send(**TYPED, **filled, home__uprn=uprn)
    assert answers_of(application()).values["home"] == {
        "line1": "2 Harbour Street",
        "town": "Lantern Bay",
        "postcode": "ZZ1 4QH",
        "uprn": "6002",
    }


def test_a_found_address_that_was_changed_loses_its_number() -> None:
    visitor = at_home()
    visitor.send(**TYPED, home__find="ZZ1 4QH", home__found="6002", step__choose="home")
    typed = typed_of(application(), "home")
    assert typed is not None
    changed = {"home__line1": "The Shed", "home__town": "Lantern Bay", "home__postcode": "ZZ1 4QH"}
    visitor.send(**TYPED, **changed, home__uprn=str(typed["home"]["uprn"]))
    assert "uprn" not in answers_of(application()).values["home"]


def test_continue_looks_up_a_postcode_that_is_all_that_was_typed() -> None:
    visitor = at_home()
    visitor.send(**TYPED, home__find="ZZ1 4QH")
    assert "3 addresses found" in visitor.page


def test_typing_it_by_hand_needs_no_lookup() -> None:
    visitor = at_home()
    filled = {"home__line1": "The Shed", "home__town": "Town", "home__postcode": "ZZ9 9ZZ"}
    visitor.send(**TYPED, **filled, home__find="ZZ1 4QH")
    assert answers_of(application()).values["home"]["line1"] == "The Shed"


def test_nothing_found_says_so_and_opens_the_boxes() -> None:
    visitor = at_home()
    visitor.send(home__find="ZZ9 9ZZ", step__find="home")
    assert "We found no address there" in visitor.page
    assert '<details class="govuk-details" open>' in visitor.page
    visitor.send(home__find="my house", step__find="home")
    assert 'value="my house"' in visitor.page
    assert 'role="alert"' in visitor.page


def test_more_than_thirty_ask_for_the_house() -> None:
    for number in range(1, 41):
        known(number, "ZZ2 3AB")
    visitor = at_home()
    visitor.send(home__find="ZZ2 3AB", step__find="home")
    assert "more than 30 addresses" in visitor.page
    assert "addresses found" not in visitor.page
    visitor.send(home__find="ZZ2 3AB", home__house="12", step__find="home")
    assert "1 address found" in visitor.page
    assert "12 Harbour Street" in visitor.page


def test_a_service_that_is_down_lets_people_type(settings: Any) -> None:
    settings.ADDRESS_LOOKUP, settings.OS_PLACES_KEY = "os_places", "k"
    settings.OS_PLACES_URL = "http://127.0.0.1:9"
    visitor = at_home()
    visitor.send(home__find="ZZ1 4QH", step__find="home")
    assert "We cannot look up addresses at the moment" in visitor.page
    assert '<details class="govuk-details" open>' in visitor.page


def test_the_postcode_is_in_no_address_and_no_log(caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = at_home()
    visitor.send(home__find="ZZ1 4QH", step__find="home")
    visitor.send(home__find="ZZ1 4QH", home__found="6002", step__choose="home")
    told = "".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "4QH" not in visitor.at
    assert "4QH" not in told


def test_nobody_reads_the_whole_list_from_us() -> None:
    visitor = at_home()
    for _ in range(31):
        visitor.send(home__find="ZZ1 4QH", step__find="home")
    assert "You have looked up many addresses" in visitor.page


@pytest.mark.parametrize("where", ["any", "international"])
def test_abroad_there_is_nothing_to_look_up(where: str) -> None:
    visitor = at_home(where)
    assert ("Find by UK postcode" in visitor.page) == (where == "any")


def test_where_nothing_is_looked_up_the_boxes_stand_open(settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "none"
    visitor = at_home()
    assert "Find by UK postcode" not in visitor.page
    assert "Enter the address yourself" not in visitor.page
    visitor.send(home__find="ZZ1 4QH", step__find="home")
    assert "addresses found" not in visitor.page
