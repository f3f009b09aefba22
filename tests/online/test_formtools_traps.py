"""Each known trap of formtools 2.7, kept shut (DESIGN.md section 4, notes on form engines)."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from formtools.wizard.views import NamedUrlWizardView, WizardView

from services.applications.models import Answer, Application, Receipt, TypedInput
from services.applications.queries import answers_of, typed_of
from services.definitions.screen import fields
from services.definitions.screen.fields import StepForm
from services.online.wizard import StepWizard, step_view
from tests import builders
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="who")
    return found


def test_get_form_list_is_not_overridden_for_that_fails_every_valid_post() -> None:
    assert StepWizard.get_form_list is WizardView.get_form_list
    assert "_resolved_form_list" not in vars(StepWizard)


def test_the_view_can_be_made_although_its_forms_come_from_the_database() -> None:
    with pytest.raises(AssertionError):
        NamedUrlWizardView.as_view(url_name="online:step")
    assert step_view()


@pytest.mark.parametrize("tail", ["done/", "declare/", "check/", "sent/", "proof/", "medicines/", ""])
def test_no_get_submits(visitor: Visitor, tail: str) -> None:
    visitor.goes_on(builders.filled(visitor.application))
    visitor.go(visitor.url(tail))
    assert not Receipt.objects.exists()


def test_two_applications_in_one_browser_share_nothing(visitor: Visitor) -> None:
    visitor.send(who="other")
    first = visitor.application
    visitor.go("/apply/small/")
    visitor.send(start="again")
    second = visitor.application
    assert second != first
    visitor.send(who="me")
    assert answers_of(first).values == {"who": "other"}
    assert answers_of(second).values == {"who": "me"}


def test_only_the_questions_that_were_asked_are_kept_of_a_request(visitor: Visitor) -> None:
    visitor.send(who="me", csrfmiddlewaretoken="secret", owner="42", helper="Jo")
    assert set(Answer.objects.values_list("question", flat=True)) == {"who"}
    visitor.send(**{"born-day": "40", "sneaked": "in"})
    typed = typed_of(visitor.application, "person")
    assert typed is not None
    assert set(typed) == {"name", "born"}


def test_nothing_anyone_typed_is_in_the_session(visitor: Visitor) -> None:
    visitor.answer(until="proof")
    for session in Session.objects.all():
        assert not {"wizard", "step_data", "Aspirin"} & set(re.findall(r"\w+", str(session.get_decoded())))


@pytest.mark.parametrize("tail", ["person/", "medicines/", "proof/", "medicine/"])
def test_no_step_opens_ahead_of_the_walk(visitor: Visitor, tail: str) -> None:
    visitor.go(visitor.url(tail))
    assert visitor.at.endswith("/who/") or visitor.status == 404


def test_a_post_ahead_of_the_walk_is_kept_and_led_back(visitor: Visitor) -> None:
    visitor.send(visitor.url("proof/"), **{"proof-way": "post"})
    assert visitor.at.endswith("/who/")
    visitor.go(visitor.url("declare/"))
    assert visitor.at.endswith("/check/")
    assert not Receipt.objects.exists()


def test_an_unknown_step_is_not_found(visitor: Visitor) -> None:
    for method in (visitor.go, visitor.send):
        method(visitor.url("nosuchstep/"))
        assert visitor.status == 404


def test_a_get_moves_nothing(visitor: Visitor) -> None:
    visitor.goes_on(builders.filled(visitor.application))
    visitor.go(visitor.url("who/"))
    visitor.go(visitor.url())
    assert visitor.at.endswith("/check/")


@pytest.mark.parametrize("claimed", ["who", "proof", "nosuchstep", ""])
def test_no_hidden_field_can_claim_another_step(visitor: Visitor, claimed: str) -> None:
    visitor.send(who="me")
    prefix = f"{visitor.application.pk}-"
    visitor.send(**{f"{prefix}-current_step": claimed, "who": "other", "wizard_goto_step": claimed})
    assert visitor.status == 200
    assert answers_of(visitor.application).values == {"who": "me"}


def test_going_back_does_not_drop_the_page(visitor: Visitor) -> None:
    visitor.send(who="me")
    visitor.press("back", **{"name-given": "Ann", "wizard_goto_step": "who"})
    assert TypedInput.objects.get().step == "person"


@pytest.mark.parametrize("count", [5, 60])
def test_only_the_form_of_the_step_itself_is_built(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    built: list[str] = []
    real = fields.StepForm.__init__

    def counted(self: StepForm, *args: Any, **kwargs: Any) -> None:
        real(self, *args, **kwargs)
        built.append(self.step.key)

    monkeypatch.setattr(fields.StepForm, "__init__", counted)
    builders.long_form(count)
    visitor = Visitor()
    visitor.start(f"long-{count}")
    for number in range(1, 4):
        built.clear()
        visitor.client.post(visitor.at, {f"q{number}": "no"}, follow=False)
        visitor.at = visitor.url(f"s{number + 1}/", form=f"long-{count}")
        visitor.go(visitor.at)
        assert built == [f"s{number}", f"s{number + 1}"]


def test_a_step_hidden_by_a_change_of_mind_opens_nothing_and_no_loop_begins(visitor: Visitor) -> None:
    visitor.send(who="other")
    visitor.send(helper="Jo")
    visitor.answer_rest("person")
    visitor.go(visitor.url("who/"))
    visitor.send(who="me")
    visitor.send(visitor.url("declare/"), declaration="agreed")
    assert visitor.at.endswith("/sent/")
    assert not Answer.objects.filter(question="helper").exists()


def test_files_are_kept_by_us_not_by_the_wizard(visitor: Visitor) -> None:
    assert not hasattr(StepWizard, "file_storage")
    assert Application.objects.count() == 1
    assert Client().get(visitor.url("who/")).status_code == 403
