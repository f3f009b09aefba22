"""Statements that are put together once say what the ORM's own would say."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from services.applications.models import Application, Event
from services.statements import Rows
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]
APPLICATIONS, EVENTS = Rows(Application), Rows(Event)


def values(row: Application) -> dict[str, object]:
    """What every column of a row says, in the types that the ORM gives them."""
    named = {field.attname: getattr(row, field.attname) for field in Application._meta.concrete_fields}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in named.items()}


def test_a_row_is_read_as_the_orm_reads_it() -> None:
    pk = builders.draft().pk
    read = APPLICATIONS.get(pk)
    assert read is not None
    assert values(read) == values(Application.objects.get(pk=pk))
    read.save()  # it is known to be in the database: an update, no second row
    assert Application.objects.count() == 1


def test_what_else_is_read_stands_beside_the_columns() -> None:
    pk = builders.draft().pk
    read = Rows(Application, also={"twice": "1 + 1", "thrice": "1 + 1 + 1"}).get(pk)
    assert read
    assert (vars(read)["twice"], vars(read)["thrice"], read.pk) == (2, 3, pk)


def test_an_unknown_row_is_none() -> None:
    assert APPLICATIONS.get("5a0cc9b6-1b55-4a33-9f53-1d0cdb2b2a43") is None


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_in_a_transaction_only() -> None:
    pk = builders.draft().pk
    with pytest.raises(TransactionManagementError):
        APPLICATIONS.get(pk, lock=True)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        assert APPLICATIONS.get(pk, lock=True)
    locks = any(query["sql"].endswith(" FOR UPDATE") for query in asked)
    assert locks is connection.features.has_select_for_update


def test_only_the_named_fields_of_one_row_are_written() -> None:
    one, other = builders.draft(), builders.draft()
    one.language, one.used_at, one.data_key = "cy", one.used_at + timedelta(days=1), b"key"
    before = values(other)
    APPLICATIONS.update(one, "language", "used_at")
    read = Application.objects.get(pk=one.pk)
    assert (read.language, read.used_at) == ("cy", one.used_at)
    assert read.data_key != b"key"
    assert values(Application.objects.get(pk=other.pk)) == before


def test_a_field_that_does_not_exist_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        APPLICATIONS.update(builders.draft(), "langauge")


def test_new_rows_are_written_together_with_their_data() -> None:
    application = builders.draft()
    made = [
        Event(kind=kind, application=application, role="citizen", channel="online", codes=codes, at=at)
        for kind, codes, at in [
            ("looked_at", {"step": "who"}, application.used_at),
            ("resumed", {}, application.used_at + timedelta(minutes=1)),
        ]
    ]
    with CaptureQueriesContext(connection) as asked:
        EVENTS.insert(made)
        EVENTS.insert([])
    assert len(asked) == 1
    written = Event.objects.filter(kind__in=["looked_at", "resumed"]).values_list("kind", "codes", "at")
    assert list(written) == [(event.kind, event.codes, event.at) for event in made]
