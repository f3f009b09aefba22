"""The sealed snapshot of an application always says what its rows say."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services import vault
from services.applications.actions import (
    add_row,
    begin_again,
    erase,
    keep_typed,
    keep_typed_before,
    move,
    remove_row,
    save_step,
    start,
    submit,
)
from services.applications.models import Application
from services.applications.snapshot import read, snapshot_of
from services.definitions.document import Document
from services.definitions.publishing import publish
from services.errors import Refusal
from services.identity.actors import SYSTEM, citizen
from tests import builders
from tests.builders import ONLINE, both

ONE = citizen()
pytestmark = [pytest.mark.django_db]


def fresh(application: Application) -> Application:
    """The application as a page opens it."""
    return Application.objects.get(pk=application.pk)


def nested() -> Document:
    """The small form, whose medicines each have a list of times."""
    document = builders.small_document().model_dump(mode="json", exclude_none=True)
    document["steps"].insert(
        4,
        {
            "key": "time-of-day",
            "section": "rest",
            "repeat": "times",
            "title": both("A time"),
            "questions": [{"kind": "text", "key": "time", "label": both("When")}],
        },
    )
    document["repeats"].append(
        {"key": "times", "title": both("Times"), "item": both("time"), "maximum": 3, "inside": "medicines"}
    )
    return Document.model_validate(document)


def do(application: Application, choose: st.DataObject) -> None:
    """Do one thing that people do; turned down is as good as done."""
    rows = read(fresh(application)).answers.rows
    some_row = [row for found in rows.values() for row in found]
    medicines = list(rows.get("medicines", {}))
    who: dict[str, Any] = {"by": ONE, "channel": ONLINE}
    ways = {
        "answer": lambda: save_step(
            application=application, step="who", values={"who": choose.draw(st.sampled_from("mo"))}, **who
        ),
        "person": lambda: save_step(
            application=application,
            step="person",
            values={"name": {"given": choose.draw(st.sampled_from(["Ann", "Éa"]))}, "born": "1980-02-01"},
            **who,
        ),
        "type": lambda: keep_typed(
            application=application, step="who", typed={"who": {"": "?"}}, channel=ONLINE
        ),
        "type_before": lambda: keep_typed_before(
            application=application, step="helper", typed={"helper": {"": "?"}}, channel=ONLINE
        ),
        "add": lambda: add_row(application=application, repeat="medicines", **who),
        "add_inside": lambda: add_row(
            application=application, repeat="times", inside=choose.draw(st.sampled_from(medicines)), **who
        ),
        "fill": lambda: save_step(
            application=application,
            step="medicine",
            row=choose.draw(st.sampled_from(medicines)),
            values={"medicine": "Iron", "dose": choose.draw(st.sampled_from([None, "two"]))},
            **who,
        ),
        "type_row": lambda: keep_typed(
            application=application,
            step="medicine",
            row=choose.draw(st.sampled_from(medicines)),
            typed={"medicine": {"": "Ir"}},
            channel=ONLINE,
        ),
        "remove": lambda: remove_row(
            application=application, row=choose.draw(st.sampled_from(some_row)), **who
        ),
        "move": lambda: move(
            application=application,
            to=publish(document=_edited(application, choose.draw(st.integers(0, 5))), by=SYSTEM),
        ),
        "begin_again": lambda: begin_again(application=application, **who),
        "submit": lambda: submit(application=application, declared="ticked", **who),
    }
    needs = {"add_inside": medicines, "fill": medicines, "type_row": medicines, "remove": some_row}
    open_ways = [way for way in ways if needs.get(way, True)]
    ways[choose.draw(st.sampled_from(open_ways))]()


def _edited(application: Application, meaning: int) -> Document:
    content = fresh(application).document.model_dump(mode="json", exclude_none=True)
    content["steps"][0]["questions"][0]["meaning"] = meaning + 1
    return Document.model_validate(content)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 12), st.data())
def test_the_snapshot_says_what_the_rows_say(times: int, choose: st.DataObject) -> None:
    version = publish(document=nested(), by=SYSTEM)
    application = start(version=version, by=ONE, channel=ONLINE, language="en")
    for _ in range(times):
        application = fresh(application)
        with suppress(Refusal):
            do(application, choose)
        known = snapshot_of(fresh(application))
        assert known == read(application)
        assert list(known.answers.values) == list(read(application).answers.values)


def test_a_page_opens_the_snapshot_and_asks_for_no_rows(django_assert_num_queries) -> None:
    application = start(version=builders.small_form(), by=ONE, channel=ONLINE, language="en")
    save_step(application=application, step="who", values={"who": "me"}, by=ONE, channel=ONLINE)
    opened = fresh(application)
    with django_assert_num_queries(0):
        assert snapshot_of(opened).answers.values == {"who": "me"}


def test_whoever_locks_an_application_without_a_promise_throws_its_snapshot_away() -> None:
    application = start(version=builders.small_form(), by=ONE, channel=ONLINE, language="en")
    save_step(application=application, step="who", values={"who": "me"}, by=ONE, channel=ONLINE)
    begin_again(application=application, by=ONE, channel=ONLINE)
    assert not fresh(application).snapshot


def test_nothing_in_the_snapshot_can_be_read_without_the_key() -> None:
    application = start(version=builders.small_form(), by=ONE, channel=ONLINE, language="en")
    save_step(application=application, step="helper", values={"helper": "Mildred"}, by=ONE, channel=ONLINE)
    stored = bytes(fresh(application).snapshot)
    assert stored
    assert b"Mildred" not in stored
    erase(application=application, by=ONE, channel=ONLINE)
    erased = fresh(application)
    assert not erased.snapshot
    with pytest.raises(vault.Unreadable):
        snapshot_of(erased)


def test_a_lost_snapshot_is_made_again_from_the_rows() -> None:
    application = start(version=builders.small_form(), by=ONE, channel=ONLINE, language="en")
    save_step(application=application, step="who", values={"who": "me"}, by=ONE, channel=ONLINE)
    Application.objects.filter(pk=application.pk).update(snapshot=b"")
    save_step(application=application, step="helper", values={"helper": "Jo"}, by=ONE, channel=ONLINE)
    assert snapshot_of(fresh(application)).answers.values == {"who": "me", "helper": "Jo"}
