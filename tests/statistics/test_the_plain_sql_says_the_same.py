"""The SQL printed for each indicator gives the figures of the engine, in PostgreSQL and, the same text, in DuckDB."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from psycopg import RawCursor

from tests.cast import Cast
from tests.statistics.oracle.worlds import NAVETTE, PERIODS, World, worlds
from tests.statistics.oracle.writing import Town
from trame.facts.definitions import facts
from trame.statistics.engine import compute
from trame.statistics.figures import Figure
from trame.statistics.indicators import INDICATORS
from trame.statistics.plain_sql import plain_sql

QUICK = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=60)
# A type of PostgreSQL → that of a file of facts: what DuckDB would read from Parquet.
TYPES = {"text": "VARCHAR", "character varying": "VARCHAR", "smallint": "BIGINT", "integer": "BIGINT"}
Run = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


@pytest.fixture(scope="module")
def columnar() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        yield found


@QUICK
@given(worlds(), PERIODS)
def test_the_plain_sql_of_every_indicator_gives_its_figure(
    town: Town, columnar: duckdb.DuckDBPyConnection, world: World, period: tuple[dt.date, dt.date]
) -> None:
    says_the_same(town, columnar, world, period)


@pytest.mark.deep
@LONG
@given(worlds(), PERIODS)
def test_so_it_does_on_many_more_worlds(
    town: Town, columnar: duckdb.DuckDBPyConnection, world: World, period: tuple[dt.date, dt.date]
) -> None:
    says_the_same(town, columnar, world, period)


def says_the_same(
    town: Town, columnar: duckdb.DuckDBPyConnection, world: World, period: tuple[dt.date, dt.date]
) -> None:
    asked = [town.ids.structures[NAVETTE], *period]
    with transaction.atomic():
        town.write(world)
        found = compute(town.scope((NAVETTE,), *period), reader=town.reader)
        export(columnar)
        with RawCursor(connection.connection) as cursor:
            compare(found, lambda text: cursor.execute(text.encode(), asked).fetchall(), "PostgreSQL")
        compare(found, lambda text: columnar.execute(text, asked).fetchall(), "DuckDB")
        transaction.set_rollback(True)


def compare(found: dict[str, Figure], run: Run, where: str) -> None:
    for code, figure in found.items():
        indicator = figure.indicator
        assert number(run, indicator.base.count) == figure.d, (where, code)
        if figure.impossible:
            continue
        if indicator.numerator:
            assert number(run, indicator.numerator) == figure.n, (where, code)
        if indicator.unknown:
            assert number(run, indicator.unknown) == figure.unknown, (where, code)
        if indicator.rows:
            rows = {str(code): int(n) for code, n in run(plain_sql(indicator.rows)) if n}
            assert rows == {row.code: row.n for row in figure.stated if row.n}, (where, code)


def number(run: Run, formula: Any) -> int:
    ((n,),) = run(plain_sql(formula))
    return int(n)


def export(columnar: duckdb.DuckDBPyConnection) -> None:
    """Every fact as a table, as a file of facts would have it."""
    with connection.cursor() as cursor:
        for name in facts():
            cursor.execute(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
                "ORDER BY ordinal_position",
                [name],
            )
            columns = ", ".join(f"{column} {TYPES.get(kind, kind)}" for column, kind in cursor.fetchall())
            columnar.execute(f"CREATE OR REPLACE TABLE {name} ({columns})")
            cursor.execute(f"SELECT * FROM {name}")
            if rows := cursor.fetchall():
                one = f"({', '.join('?' * len(rows[0]))})"
                values = [value for row in rows for value in row]
                columnar.execute(f"INSERT INTO {name} VALUES {', '.join([one] * len(rows))}", values)


def test_every_indicator_has_its_plain_sql() -> None:
    assert all(plain_sql(formula) for i in INDICATORS.values() if (formula := i.rows or i.numerator))


def test_it_reads_facts_only_and_binds_what_is_asked() -> None:
    """Nothing captured, nothing kept packed, and no value of the asker inside the text."""
    for indicator in INDICATORS.values():
        for formula in filter(None, (indicator.base.count, indicator.numerator, indicator.rows, indicator.unknown)):
            text = plain_sql(formula)
            assert "activity_activity" not in text, indicator.code
            assert "kept_" not in text, indicator.code
            assert all(text.count(name) == text.count("$1") for name in ("$2 AND $3",)), indicator.code
