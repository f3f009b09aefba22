"""What is saved stays, and stays with where it came from."""

import pytest
from django.db import connection

from services.applications import queries
from services.applications.actions import (
    erase,
    issue_resume_code,
    keep_typed,
    remove_row,
    resume,
    save_step,
    submit,
)
from services.applications.errors import NotComplete, NotDraft, ResumeRefused
from services.applications.models import Answer, Event
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.errors import TooManyTries
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ONLINE = Channel.ONLINE


def test_an_answer_given_again_unchanged_keeps_where_it_first_came_from() -> None:
    application = builders.filled(builders.draft())
    save_step(
        application=application,
        step="who",
        values={"who": "me"},
        by=builders.adviser(),
        channel=Channel.PHONE,
    )
    assert queries.sources_of(application)["who", ""].channel is ONLINE


def test_a_changed_answer_supersedes_and_overwrites_nothing() -> None:
    application = builders.filled(builders.draft())
    adviser = builders.adviser()
    save_step(
        application=application,
        step="person",
        values={"born": "1981-03-02"},
        by=adviser,
        channel=Channel.PHONE,
    )
    source = queries.sources_of(application)["born", ""]
    assert (source.channel, source.given_by, source.keyed_by_id) == (
        Channel.PHONE,
        "citizen",
        adviser.user.pk,
    )
    assert Answer.objects.filter(application=application, question="born").count() == 2
    assert queries.answers_of(application).values["born"] == "1981-03-02"


def test_nothing_typed_is_readable_in_the_database() -> None:
    application = builders.filled(builders.draft())
    keep_typed(application=application, step="helper", typed={"helper": {"": "Zanzibar"}}, channel=ONLINE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM applications_answer")
        stored = b"".join(bytes(row[0]) for row in cursor.fetchall())
        cursor.execute("SELECT typed FROM applications_typedinput")
        stored += b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert b"Aspirin" not in stored
    assert b"Zanzibar" not in stored
    assert queries.typed_of(application, "helper") == {"helper": {"": "Zanzibar"}}


def test_staff_find_a_person_by_last_name_and_birth_in_any_case() -> None:
    application = builders.filled(builders.draft())
    assert list(queries.by_name_and_birth("LEE", "1980-02-01")) == [application]
    assert not queries.by_name_and_birth("LEE", "1980-02-02")


def test_submitting_twice_gives_one_receipt() -> None:
    application = builders.filled(builders.draft())
    first = submit(application=application, declared="ticked", by=citizen(), channel=ONLINE)
    assert submit(application=application, declared="ticked", by=citizen(), channel=ONLINE) == first
    assert Event.objects.filter(kind="submitted").count() == 1


def test_an_application_with_open_questions_is_not_submitted() -> None:
    with pytest.raises(NotComplete):
        submit(application=builders.draft(), declared="ticked", by=citizen(), channel=ONLINE)


def test_answers_of_a_step_no_longer_reached_are_purged_at_submit_and_not_before() -> None:
    application = builders.draft()
    save_step(application=application, step="who", values={"who": "other"}, by=citizen(), channel=ONLINE)
    save_step(application=application, step="helper", values={"helper": "Jo"}, by=citizen(), channel=ONLINE)
    builders.filled(application)
    assert queries.answers_of(application).values["helper"] == "Jo"
    submit(application=application, declared="ticked", by=citizen(), channel=ONLINE)
    assert not Answer.objects.filter(application=application, question="helper").exists()


def test_a_submitted_application_takes_no_more_answers() -> None:
    application = builders.filled(builders.draft())
    submit(application=application, declared="ticked", by=citizen(), channel=ONLINE)
    with pytest.raises(NotDraft):
        save_step(application=application, step="who", values={"who": "other"}, by=citizen(), channel=ONLINE)


def test_a_removed_row_no_longer_counts() -> None:
    application = builders.filled(builders.draft())
    (row,) = queries.answers_of(application).rows["medicines"]
    remove_row(application=application, row=row, by=citizen(), channel=ONLINE)
    journey = queries.journey_of(application, channel=ONLINE)
    assert journey.next is not None
    assert journey.next.key == "medicines"


def test_erasing_leaves_nothing_to_read() -> None:
    application = builders.filled(builders.draft())
    erase(application=application, by=citizen(), channel=ONLINE)
    application.refresh_from_db()
    assert not application.data_key
    assert not application.answers.exists()
    assert not queries.by_name_and_birth("Lee", "1980-02-01")


@pytest.mark.django_db(transaction=True)
def test_a_code_opens_the_application_with_the_right_name_only() -> None:
    application = builders.filled(builders.draft())
    code = issue_resume_code(application=application, fact="Lee", way="printed", by=citizen(), channel=ONLINE)

    def come_back(fact: str) -> object:
        return resume(
            reference=application.reference.lower(),
            code=" ".join(code.lower()),
            fact=fact,
            by=citizen(),
            channel=Channel.PHONE,
        )

    assert come_back("léé ") == application
    with pytest.raises(ResumeRefused):
        come_back("Leigh")
    for _ in range(9):
        with pytest.raises(ResumeRefused):
            come_back("Leigh")
    with pytest.raises(TooManyTries):
        come_back("Lee")
