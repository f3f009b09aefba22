"""Somebody finds the office nearest to them, and nothing tells where they live."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from portal.sample.addresses import load_sample_postcodes
from services.booking.models import Office
from tests.content.reading import Seen, open_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
PATH = "/near-you/"


@pytest.fixture
def person() -> Client:
    load_sample_postcodes()
    return Client()


def asked(person: Client, postcode: str, path: str = PATH) -> Seen:
    answer = person.post(path, {"postcode": postcode})
    assert (answer.status_code, answer.get("Location")) == (302, path)
    return open_page(path, person)


def offices(page: Seen) -> list[str]:
    return [words(heading) for heading in page.all("h3")]


def test_the_nearest_office_comes_first_with_what_one_must_know_to_go_there(person: Client) -> None:
    assert offices(open_page(PATH, person))[0] == "Town Hall and Register Office"
    page = asked(person, "zz2 7qp")
    assert offices(page)[0] == "Merrow Library"
    distances = [float(found) for found in re.findall(r"(\d+\.\d) miles", page.text)]
    assert distances == sorted(distances)
    assert len(distances) == 4
    nearest = [link.get("href") for link in page.all("section")[0].iter("a")]
    assert "/book/register-birth/merrow/" in nearest
    for fact in ("12 Mill Lane", "Step-free", "Quiet room", "Open today", "01632 960171", "The next 7 days"):
        assert fact in page.text
    assert "If you cannot come" in page.text
    assert "/book/digital-help/home/" in page.links().values()


def test_the_postcode_stands_in_no_address_and_can_be_forgotten(person: Client) -> None:
    page = asked(person, "ZZ2 7QP")
    assert not [link for link in page.links().values() if "ZZ2" in link.upper()]
    assert "no-store" in page.response["Cache-Control"]
    assert "Less than a quarter of a mile" in asked(person, "ZZ2 3AB").text
    assert "ZZ2 7QP" in asked(person, "ZZ2 7QP").text
    person.post(PATH, {"forget": "yes"})
    assert "ZZ2 7QP" not in open_page(PATH, person).text
    assert not any("near_you" in session.get_decoded() for session in Session.objects.all())


def test_a_first_part_is_enough_and_an_unknown_postcode_still_helps(person: Client) -> None:
    assert offices(asked(person, "ZZ3"))[0] == "Highmarsh Community Hub"
    page = asked(person, "ZZ8 1AA")
    assert "We do not know where ZZ8 1AA is" in page.text
    assert len(offices(page)) == 4
    assert page.links()["01632 960100"] == "tel:01632960100"


def test_who_lives_far_away_is_first_told_of_ways_without_coming(person: Client) -> None:
    page = asked(person, "ZZ9 9ZZ")
    headings = [words(heading) for heading in page.all("h2")]
    assert headings.index("You do not have to come to us") < headings.index("Offices nearest to ZZ9 9ZZ")


@pytest.mark.parametrize("typed", ["", "somewhere", "ZZ1 1AA' OR 1=1", "<b>", "\x00", "%", "Z" * 5000])
def test_what_is_no_postcode_is_asked_for_again(person: Client, typed: str) -> None:
    answer = person.post(PATH, {"postcode": typed})
    assert answer.status_code == 200
    assert "Enter a postcode, like ZZ1 1AA" in answer.content.decode()
    assert "Error:" in answer.content.decode()


def test_an_office_s_own_place_counts_before_that_of_its_postcode(person: Client) -> None:
    Office.objects.filter(key="hospital").update(latitude="54.248300", longitude="-3.779600")
    assert offices(asked(person, "ZZ2 7QP", "/cy/near-you/"))[0] == "Swyddfa gofrestru Ysbyty Bae’r Llusern"
