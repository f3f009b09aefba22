"""On each step: where an answer came from that was not given here, and the way to delete everything."""

import pytest

from services.applications.actions import save_step
from services.applications.queries import typed_of
from services.definitions.channels import Channel
from tests import builders
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]

ANN = {"name": {"given": "Ann", "family": "Lee"}, "born": "1980-02-01"}


@pytest.fixture
def visitor() -> Visitor:
    somebody = Visitor()
    somebody.has_answered(until="person")
    return somebody


def keyed(visitor: Visitor, channel: Channel) -> None:
    save_step(
        application=visitor.application, step="person", values=ANN, by=builders.adviser(), channel=channel
    )


@pytest.mark.parametrize(
    ("channel", "words"),
    [(Channel.PHONE, "Told to us by phone on"), (Channel.PAPER, "From the paper form, on")],
)
def test_a_step_says_which_answers_somebody_else_entered(
    visitor: Visitor, channel: Channel, words: str
) -> None:
    keyed(visitor, channel)
    page = visitor.go(visitor.url("person/"))
    assert page.count(words) == 2
    assert f"Date of birth: {words}" in page


def test_once_it_is_answered_online_it_no_longer_says_so(visitor: Visitor) -> None:
    keyed(visitor, Channel.PHONE)
    visitor.go(visitor.url("person/"))
    visitor.send(
        **{
            "name-given": "Anna",
            "name-family": "Lee",
            "born-day": "1",
            "born-month": "2",
            "born-year": "1980",
        }
    )
    page = visitor.go(visitor.url("person/"))
    assert "Name: Told to us by phone" not in page
    assert "Date of birth: Told to us by phone" in page


def test_a_step_leads_to_deleting_and_keeps_what_was_typed_for_who_thinks_again(visitor: Visitor) -> None:
    visitor.press("delete", **{"name-given": "Ann", "born-day": "1"})
    assert visitor.at == visitor.url("delete/")
    assert visitor.application.state == "draft"
    assert typed_of(visitor.application, "person")["name"]["given"] == "Ann"
    assert "/person/" in visitor.go(visitor.url("")) or "/person/" in visitor.at


@pytest.mark.parametrize("step", ["who", "person", "medicines"])
def test_every_step_offers_to_delete(visitor: Visitor, step: str) -> None:
    visitor.go(visitor.url("who/"))
    visitor.answer(until="proof")
    assert 'value="delete"' in visitor.go(visitor.url(f"{step}/"))
