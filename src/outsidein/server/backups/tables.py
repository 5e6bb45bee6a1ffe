"""Rows of tables as lines of JSON and back, the same whichever database they come from or go to.

What lives here: which tables are kept, one consistent view of them, writing and reading lines. Not here: the file
that the lines are in (archive).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import BinaryField, DateField, DateTimeField, JSONField

_FILLED_BY_MIGRATIONS: Final = frozenset({"contenttypes", "auth"})
_PASSING: Final = frozenset({"django_session", "usersessions_usersession", "outsidein_kept_answer"})
"""Tables that are not kept: after a restore everybody signs in anew."""
_BATCH: Final = 500

if TYPE_CHECKING:
    Field = models.Field[Any, Any]


def kept(apps: Apps) -> list[type[models.Model]]:
    """The models whose rows are in a backup, by table."""
    return [one for one in emptied(apps) if one._meta.db_table not in _PASSING]


def emptied(apps: Apps) -> list[type[models.Model]]:
    """The models whose rows a restore replaces, by table."""
    found = [
        one
        for one in apps.get_models(include_auto_created=True)
        if one._meta.app_label not in _FILLED_BY_MIGRATIONS and one._meta.managed
    ]
    return sorted(found, key=lambda one: one._meta.db_table)


@contextmanager
def one_view() -> Iterator[None]:
    """Within the block every table is seen as it was when the block began, while others go on writing."""
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        cursor.execute("SELECT 1 FROM django_migrations")  # SQLite takes its view with the first table it reads
        cursor.fetchall()
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """Every row of a table, in the order of its key."""
    fields = columns(model)
    names = [one.attname for one in fields]
    last: Any = None
    while True:
        rows = model._default_manager.order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        found = list(rows.values_list("pk", *names)[:_BATCH])
        for _, *values in found:
            told = {field.column: _told(value) for field, value in zip(fields, values, strict=True)}
            yield json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
        if len(found) < _BATCH:
            return
        last = found[-1][0]


def columns(model: type[models.Model]) -> list[Field]:
    """The fields of a model that are columns."""
    return list(model._meta.concrete_fields)


def clear(tables: Iterable[type[models.Model]]) -> None:
    """Empty tables. Needs a transaction, in which references are checked at its end."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")  # noqa: S608 - the name is of our own model


def fill(model: type[models.Model], found: Iterable[bytes]) -> int:
    """Write the rows that ``found`` tells of, as they were; gives how many. Raises ValueError where a line is none."""
    fields = columns(model)
    table, names = _quoted(model._meta.db_table), ", ".join(_quoted(str(one.column)) for one in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - all names are of our own models
    count = 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in found:
            row = json.loads(line)
            batch.append([one.get_db_prep_save(_meant(one, row), connection) for one in fields])
            count += 1
            if len(batch) == _BATCH:
                cursor.executemany(insert, batch)
                batch.clear()
        if batch:
            cursor.executemany(insert, batch)
    return count


def renumber(tables: list[type[models.Model]]) -> None:
    """Have the database count on from the highest number of each table."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _told(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, date):
        return value.isoformat()
    return value


def _meant(field: Field, row: dict[str, Any]) -> Any:
    if field.column not in row:
        return field.get_default()
    value = row[field.column]
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(value)
    if isinstance(field, DateField):
        return date.fromisoformat(value)
    return value
