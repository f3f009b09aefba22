"""What an author is told before a form is published, and what publishing then does."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.management.commands.housekeeping import DAILY
from services.applications.actions import publish_form, save_step
from services.applications.impact import impact
from services.definitions.drafts import save_draft
from services.definitions.exchange.exporting import as_content
from services.definitions.models import FormVersion
from services.definitions.publishing import current_version, publish
from services.definitions.versions.changes import Effect
from services.definitions.versions.fates import MOVE
from services.identity.actors import SYSTEM, citizen
from tests import builders
from tests.applications.test_moving import NO_HELP, edited, with_question

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_impact_counts_open_applications_by_version_and_by_answer() -> None:
    builders.filled(builders.draft())
    builders.draft()
    publish(document=with_question("pets"), by=SYSTEM)
    found = impact(edited(**NO_HELP))
    assert found.by_version == {1: 2}
    assert found.newest == 2
    told = {each.change.key: (each.change.effect, each.drafts, each.answered) for each in found.touched}
    assert told == {"who": (Effect.RE_ASK, 2, 1), "pets": (Effect.REMOVED, 0, 0)}


def test_the_impact_of_a_first_version_is_nothing() -> None:
    assert impact(builders.small_document()).touched == ()


def test_the_impact_costs_the_same_however_many_applications_are_open() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            impact(edited(**NO_HELP))
        return len(made)

    application = builders.draft()
    save_step(
        application=application, step="who", values={"who": "me"}, by=citizen(), channel=builders.ONLINE
    )
    few = queries()
    for _ in range(5):
        builders.filled(builders.draft())
    assert queries() == few
    assert few <= 4


def run(*args: str, answer: str = "") -> str:
    said = StringIO()
    with mock.patch("builtins.input", return_value=answer):
        call_command("publish_form", *args, stdout=said, stderr=said)
    return said.getvalue()


def test_the_command_tells_asks_and_publishes(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    application = builders.filled(builders.draft())
    file = tmp_path / "small.json"
    file.write_text(json.dumps(as_content(edited(**NO_HELP))))
    said = run(str(file), "--open-drafts", "move", answer="n")
    assert "Open applications: 1 (1 of version 1)." in said
    assert "who: An answer that could be chosen is no longer there." in said
    assert "Answered in 1." in said
    assert FormVersion.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert "small version 2 is in force." in run(str(file), "--open-drafts", "move", answer="y")
    application.refresh_from_db()
    assert application.version.number == 2
    assert application.version.open_drafts == MOVE


def test_the_command_publishes_a_draft_by_its_key_without_asking() -> None:
    save_draft(key="small", content=as_content(builders.small_document()), by=SYSTEM)
    run("small", "--open-drafts", "keep:2999-12-31", "--yes")
    assert str(current_version("small").open_drafts) == "keep:2999-12-31"


@pytest.mark.parametrize(
    ("choice", "said"),
    [("later", "none of keep"), ("keep:2020-01-01", "is over"), ("move:2999-01-01", "none of keep")],
)
def test_the_command_refuses_a_choice_that_makes_no_sense(choice: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run("small", "--open-drafts", choice)


def test_the_command_refuses_what_is_no_form(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    for text, said in (("{", "cannot be read"), ("[]", "holds no form"), ("{}", "Faults to mend")):
        broken.write_text(text)
        with pytest.raises(CommandError, match=said):
            run(str(broken), "--open-drafts", "move", "--yes")
    with pytest.raises(CommandError, match="no draft"):
        run("nothing-there", "--open-drafts", "move")


def test_the_nightly_work_moves_what_no_worker_came_to() -> None:
    application = builders.filled(builders.draft())
    publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=MOVE)
    said = StringIO()
    call_command("settle_drafts", stdout=said)
    assert "1." in said.getvalue()
    application.refresh_from_db()
    assert application.version.number == 2
    assert "settle_drafts" in DAILY
