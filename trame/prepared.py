"""SELECTs whose plan the server keeps: for a small one that comes back on every page, planning is most of its cost."""

from collections.abc import Sequence
from typing import Any, Self

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.dispatch import receiver

MOST_KEPT = 20  # plans by connection: that of a page of statistics takes a megabyte of the server


def rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one SELECT whose text comes back from page to page; what changes is in `parameters`, else nothing is gained.

    Django's own cursor writes the values in the text, and never prepares. Behind a pooler that changes connection from
    a transaction to the next, it must know prepared statements (PgBouncer since 1.21).
    Logged queries (DEBUG, tests that read them) go through Django's, which can tell them with their values.
    """
    with connection.cursor() if connection.queries_logged else _prepared() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def rows_of(found: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
    """The rows of a `values_list()` of plain columns. Lists are asked by `__any_of`, whose text is the same for all."""
    try:
        sql, parameters = found.query.sql_with_params()
    except EmptyResultSet:
        return []
    return rows(sql, parameters)


@Field.register_lookup
class AnyOf(Lookup[Any]):
    """`pk__any_of=ids`: as `pk__in`, with one parameter for all of them."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        asked = [self.lhs.output_field.get_prep_value(one) for one in self.rhs]
        return f"{column} = ANY(%s)", (*parameters, asked)


class _Prepared(psycopg.Cursor[tuple[Any, ...]]):
    """Its parameters travel apart from the text, which the server then plans once for each connection."""

    def execute(self, *asked: Any, **options: Any) -> Self:
        return super().execute(*asked, **{"prepare": True, "binary": True, **options})


def _prepared() -> CursorWrapper:
    connection.ensure_connection()
    cursor: Any = _Prepared(connection.connection)
    return connection.make_cursor(cursor)


@receiver(connection_created)
def _keep_plans(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Now, outside any transaction: one that is rolled back would take the setting away."""
    raw = connection.connection
    # Without it, the server plans the first five runs again, then each of those that it believes shorter.
    raw.execute("SET plan_cache_mode TO force_generic_plan")
    raw.prepare_threshold, raw.prepared_max = 0, MOST_KEPT
