"""An amount that a fact says is not typed into a form: not in any text, not in any language."""

from datetime import date
from decimal import Decimal

import pytest

from content.authoring import naming, placing
from content.authoring.gate import findings
from content.authoring.typed import amounts_typed
from content.checks.findings import Weight
from content.gate import NotYet
from content.models import ServiceForm
from portal.sample.facts import load_facts
from portal.sample.forms import form_keys, read_form
from services.facts.actions import define, set_value
from services.facts.history import Kind
from services.identity.actors import SYSTEM
from tests.content.authoring import small_form, written
from tests.definitions.documents import ask, ending, step, words

pytestmark = pytest.mark.django_db
OPTIONS = [{"key": "one", "label": words("One for £31.40")}, {"key": "two", "label": words("None")}]
EVERYWHERE = {
    "label": ask("text", "asked", label=words("Will you pay £31.40?")),
    "hint": ask("text", "asked", hint=words("It costs £ 31.40.")),
    "options[one].label": {**ask("one_of", "asked"), "options": OPTIONS},
}


@pytest.fixture
def fees() -> None:
    for key, label, amount in (("bin-fee", "Bin fee", "31.40"), ("badge-fee", "Badge fee", "37")):
        fact = define(key=key, label=label, kind=Kind.MONEY)
        set_value(fact=fact, content=Decimal(amount), effective_from=date(2026, 1, 1), by=SYSTEM)


def found(form: ServiceForm) -> list[str]:
    """What stops the form, and where its author mends it."""
    compiled = form.compiled()
    stops = findings(compiled).stops
    assert all(placing.field_of(compiled, fault) is not None for fault in stops)
    return [naming.sentence(compiled, fault) for fault in stops]


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_typed_fee_stops_the_form_and_is_named_at_its_question(fees: None, where: str) -> None:
    form = written(small_form(steps=[step("one", EVERYWHERE[where])]))
    (line,) = found(form)
    assert "31.40”, which is a fact that changes on a day. Type {fact:bin-fee} (Bin fee)" in line
    with pytest.raises(NotYet):
        form.latest_revision.publish()


def test_it_is_found_in_what_a_step_says_where_the_way_ends_and_in_every_language(fees: None) -> None:
    blocks = [{"kind": "inset", "before": "one", "text": words("Pay £31.40 first.")}]
    document = small_form(
        steps=[step("one", blocks=blocks), ending("end", None, guidance=words("Send £31.40."))],
        privacy=words("We keep £31.40."),
        next_steps=words("We ask for £31.40, never for £31.45 or {fact:bin-fee}."),
    )
    places = [fault.where for fault, weight in amounts_typed(document) if weight is Weight.STOPS]
    assert len(places) == len(set(places)) == 4, places
    assert {place.rpartition(".")[2] for place in places} == {"text", "guidance", "privacy", "next_steps"}
    for language, text in (("cy", "Talwch £31.40."), ("ar", "ادفع 31.40 جنيهًا.")):
        texts = {"en": "Nothing.", language: text}
        ((typed, _weight),) = amounts_typed(small_form(privacy=texts))
        assert "31.40" in typed.about


def test_a_round_amount_is_read_and_agreed_to_before_publishing(fees: None) -> None:
    form = written(small_form(privacy=words("We may fine you £37.")))
    seen = findings(form.compiled())
    assert (found(form), [fault.code for fault in seen.advice]) == ([], ["fee_alike"])
    with pytest.raises(NotYet):
        form.latest_revision.publish()
    form.advice_read = seen.signature
    form.save_revision().publish()
    assert ServiceForm.objects.get(pk=form.pk).live


def test_the_sample_forms_type_no_amount_that_a_fact_says(db: None) -> None:
    load_facts()
    assert [fault for key in form_keys() for fault, _weight in amounts_typed(read_form(key))] == []
