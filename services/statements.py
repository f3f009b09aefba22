"""The few statements that every step of a form makes, in SQL that is put together once.

Django's ORM puts a statement together anew each time it is made, which for these took three to four
times as long as the database did. Values still go through the model's own fields.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)
AnyField = models.Field[Any, Any]


class Rows(Generic[M]):
    """The rows of one model, read by primary key and written one statement at a time.

    `also` names what else is read with a row, as SQL. Nothing in it may come from outside.
    """

    def __init__(self, model: type[M], *, also: Mapping[str, str] | None = None) -> None:
        self.model, self.also = model, also or {}

    def get(self, pk: object, *, lock: bool = False) -> M | None:
        """Return the row, or None. `lock` keeps it from everybody else until the transaction ends."""
        database = connections[DEFAULT_DB_ALIAS]
        if lock and not database.in_atomic_block:
            raise TransactionManagementError("a row is locked in a transaction")
        sql = self._select
        if lock and database.features.has_select_for_update:
            sql += " FOR UPDATE"
        with database.cursor() as cursor:
            cursor.execute(sql, [self._key.get_db_prep_value(pk, database)])
            found = cursor.fetchone()
        if found is None:
            return None
        values = [_read(value, column, database) for value, column in zip(found, self._columns, strict=False)]
        row = self.model.from_db(database.alias, self._names, values)
        for name, value in zip(self.also, found[len(values) :], strict=True):
            setattr(row, name, value)
        return row

    def insert(self, new: Sequence[M]) -> None:
        """Write new rows. The keys that the database gives them stay unknown here."""
        if not new:
            return
        database = connections[DEFAULT_DB_ALIAS]
        values = [_written(row, field, database) for row in new for field in self._given]
        with database.cursor() as cursor:
            cursor.execute(self._insert + ", ".join([self._places] * len(new)), values)

    def update(self, row: M, *names: str) -> None:
        """Write these fields of a row that is there. Raises KeyError for a name that is none of them."""
        database = connections[DEFAULT_DB_ALIAS]
        fields = [self._by_name[name] for name in names]
        changes = ", ".join(f"{_quoted(field)} = %s" for field in fields)
        sql = f"UPDATE {self._table} SET {changes} WHERE {_quoted(self._key)} = %s"  # noqa: S608 -- no input
        with database.cursor() as cursor:
            cursor.execute(sql, [_written(row, field, database) for field in (*fields, self._key)])

    # A process has one database, so what follows is the same each time.

    @cached_property
    def _fields(self) -> list[AnyField]:
        return list(self.model._meta.concrete_fields)

    @cached_property
    def _by_name(self) -> dict[str, AnyField]:
        return {field.name: field for field in self._fields}

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._fields]

    @cached_property
    def _columns(self) -> list[Col]:
        return [Col(self.model._meta.db_table, field) for field in self._fields]

    @cached_property
    def _key(self) -> AnyField:
        return self.model._meta.pk

    @cached_property
    def _table(self) -> str:
        return f'"{self.model._meta.db_table}"'

    @cached_property
    def _select(self) -> str:
        columns = ", ".join([*map(_quoted, self._fields), *self.also.values()])
        return f"SELECT {columns} FROM {self._table} WHERE {_quoted(self._key)} = %s"  # noqa: S608 -- no input

    @cached_property
    def _given(self) -> list[AnyField]:
        return [field for field in self._fields if not isinstance(field, models.AutoField)]

    @cached_property
    def _insert(self) -> str:
        columns = ", ".join(map(_quoted, self._given))
        return f"INSERT INTO {self._table} ({columns}) VALUES "  # noqa: S608 -- no input

    @cached_property
    def _places(self) -> str:
        return f"({', '.join(['%s'] * len(self._given))})"


def _quoted(field: AnyField) -> str:
    return f'"{field.column}"'


def _read(value: Any, column: Col, database: BaseDatabaseWrapper) -> Any:
    field = column.target
    for convert in (*database.ops.get_db_converters(column), *field.get_db_converters(database)):
        value = convert(value, column, database)
    return value


def _written(row: models.Model, field: AnyField, database: BaseDatabaseWrapper) -> Any:
    value = getattr(row, field.attname)
    return value if value is None else field.get_db_prep_save(value, database)
