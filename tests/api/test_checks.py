"""A checker asked by a partner: what is met, what is not, and why. Nothing is kept."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from portal.sample.forms import load_forms
from services.applications.models import Answer, Application, Event, TypedInput
from services.definitions.publishing import current_version
from tests.api.partner import Partner

pytestmark = pytest.mark.django_db
NOON = time(12, tzinfo=UTC)
CHECK = "forms/blue-badge-check/check/"


@pytest.fixture
def partner() -> Partner:
    load_forms()
    return Partner(current_version("blue-badge-check"))


def test_a_check_tells_what_is_met_and_what_is_still_to_be_answered(partner: Partner) -> None:
    document = current_version("blue-badge-check").document
    said = partner.ask("post", CHECK, {"answers": {}}, **{"Accept-Language": "cy"}).json()
    assert said["found"] == "not_known"
    assert said["text"] == document.outcome.not_known["cy"]
    assert {each["key"] for each in said["requirements"]} == {each.key for each in document.requirements}
    waiting = [each for each in said["requirements"] if each["missing"]]
    assert waiting[0]["missing"][0]["label"]


def test_the_authors_examples_come_out_as_they_expect(partner: Partner) -> None:
    document = current_version("blue-badge-check").document
    assert document.examples
    for example in document.examples:
        answers = {**example.answers, **{key: list(rows) for key, rows in example.rows.items()}}
        with time_machine.travel(datetime.combine(example.on, NOON), tick=False):
            said = partner.ask("post", CHECK, {"answers": answers}).json()
        assert said["problems"] == []
        found = {each["key"]: each["found"] for each in said["requirements"]}
        assert {key: found[key] for key in example.expected} == example.expected, example.title


def test_nothing_of_a_check_is_kept(partner: Partner, caplog: pytest.LogCaptureFixture) -> None:
    partner.ask("post", CHECK, {"answers": {}})
    for model in (Application, Answer, TypedInput):
        assert not model.objects.exists()
    event = Event.objects.get(kind="api_used")
    assert (event.application_id, event.codes) == (None, {"deed": "checked"})
    assert not caplog.records


def test_a_checker_starts_no_application(partner: Partner) -> None:
    answer = partner.start("blue-badge-check", {})
    assert answer.json()["type"].endswith(":form-is-checker")
