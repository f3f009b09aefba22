"""Two windows, or a citizen and an adviser, at one step: no answer is lost, and the person chooses."""

import re

import pytest

from services.applications.actions import save_step
from services.applications.queries import answers_of, typed_of
from services.definitions.channels import Channel
from services.identity.actors import Actor, citizen, staff
from services.identity.roles import StaffRole
from tests.online.visitor import Visitor
from tests.staff import member

pytestmark = pytest.mark.django_db

ANN = {
    "name__given": "Ann",
    "name__family": "Lee",
    "born__day": "1",
    "born__month": "2",
    "born__year": "1980",
}
ANNE = {"given": "Anne", "family": "Lee"}


@pytest.fixture
def adviser() -> Actor:
    """A member of staff who helps."""
    return staff(member(StaffRole.ADVISER))


@pytest.fixture
def visitor() -> Visitor:
    """Someone who has the second step open."""
    visitor = Visitor()
    visitor.has_answered(until="person")
    return visitor


def meanwhile(visitor: Visitor, adviser: Actor, **values: object) -> None:
    """Let an adviser answer what the person has open."""
    save_step(
        application=visitor.application,
        step="person",
        values=values,
        by=adviser,
        channel=Channel.PHONE,
    )


def known(visitor: Visitor) -> dict[str, object]:
    return dict(answers_of(visitor.application).values)


def test_the_person_chooses_between_two_answers_and_everything_else_is_saved(visitor, adviser):
    meanwhile(visitor, adviser, name=ANNE)
    visitor.send(**ANN)
    assert visitor.status == 409
    assert "There are two answers now" in visitor.page
    for words in ("Anne Lee", "by phone", "Ann Lee", "what you entered"):
        assert words in visitor.page
    assert known(visitor)["name"] == ANNE
    assert known(visitor)["born"] == "1980-02-01"
    assert typed_of(visitor.application, "person") is not None


def again(visitor: Visitor, **chosen: str) -> str:
    """Press the button of the page with both answers: it sends what was typed once more."""
    return visitor.send(**ANN, **chosen)


def test_mine_is_saved_if_it_is_chosen(visitor, adviser):
    meanwhile(visitor, adviser, name=ANNE)
    visitor.send(**ANN)
    again(visitor, **{"step-clashed": "name", "step-which-name": "mine"})
    assert known(visitor)["name"] == {"given": "Ann", "family": "Lee"}
    assert visitor.at.endswith("/medicines/") or "/medicine" in visitor.at


def test_theirs_stays_if_it_is_chosen(visitor, adviser):
    meanwhile(visitor, adviser, name=ANNE)
    page = visitor.send(**ANN)
    mark = re.findall(r'name="step-which-name"[^>]* value="([^"]+)"', page)[0]
    assert mark != "mine"
    again(visitor, **{"step-clashed": "name", "step-which-name": mark})
    assert visitor.status == 200
    assert known(visitor)["name"] == ANNE
    assert typed_of(visitor.application, "person") is None


def test_a_third_answer_is_never_taken_for_the_one_that_was_chosen(visitor, adviser):
    meanwhile(visitor, adviser, name=ANNE)
    page = visitor.send(**ANN)
    mark = re.findall(r'name="step-which-name"[^>]* value="([^"]+)"', page)[0]
    meanwhile(visitor, adviser, name={"given": "Anna", "family": "Lee"})
    again(visitor, **{"step-clashed": "name", "step-which-name": mark})
    assert visitor.status == 409
    assert "Anna Lee" in visitor.page


def test_nothing_is_chosen_for_anybody(visitor, adviser):
    meanwhile(visitor, adviser, name=ANNE)
    visitor.send(**ANN)
    page = again(visitor, **{"step-clashed": "name"})
    assert visitor.status == 409
    assert "Choose the right answer" in page
    assert " checked" not in page


def test_the_same_answer_twice_is_one_answer(visitor, adviser):
    meanwhile(visitor, adviser, name={"given": "Ann", "family": "Lee"})
    visitor.send(**ANN)
    assert visitor.status == 200


def test_what_a_page_only_sends_back_never_wins(visitor, adviser):
    visitor.send(**ANN)
    visitor.go(visitor.url("person/"))
    meanwhile(visitor, adviser, name=ANNE)
    visitor.send(**{**ANN, "born__year": "1981"})
    assert visitor.status == 200
    assert known(visitor)["name"] == ANNE
    assert known(visitor)["born"] == "1981-02-01"


def test_a_page_that_was_refused_still_knows_what_it_was_made_from(visitor, adviser):
    visitor.send(**{**ANN, "born__day": "99"})
    meanwhile(visitor, adviser, name=ANNE)
    visitor.send(**ANN)
    assert visitor.status == 409


def test_back_shows_both_answers_too(visitor, adviser):
    meanwhile(visitor, adviser, name=ANNE)
    visitor.press("back", **ANN)
    assert visitor.status == 409
    again(visitor, **{"step-clashed": "name", "step-which-name": "mine", "step-then": "back"})
    assert visitor.at.endswith("/who/")
    assert known(visitor)["name"] == {"given": "Ann", "family": "Lee"}


def test_a_page_without_marks_saves_as_before(visitor):
    save_step(
        application=visitor.application,
        step="person",
        values={"name": ANNE},
        by=citizen(),
        channel=Channel.ONLINE,
    )
    data = {name.replace("__", "-"): value for name, value in ANN.items()}
    visitor.client.post(visitor.at, data)
    assert known(visitor)["name"] == {"given": "Ann", "family": "Lee"}


def test_marks_tell_nothing_and_belong_to_one_application(visitor):
    visitor.send(**ANN)
    page = visitor.go(visitor.url("person/"))
    seen = page.split('name="step-seen" value="')[1].split('"')[0]
    assert "Ann" not in seen
    other = Visitor()
    other.go("/apply/small/")
    other.send()
    other.send(who="me")
    other.send(**ANN)
    theirs = other.go(other.url("person/")).split('name="step-seen" value="')[1].split('"')[0]
    assert len(seen) == len(theirs) > 20
    assert seen != theirs
