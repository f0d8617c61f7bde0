"""What every page asks is planned once for each connection, and answers as the ORM does."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, activity
from tests.statistics.reading import figures
from trame.prepared import MOST_KEPT, rows, rows_of
from trame.reference.models import Commune

pytestmark = pytest.mark.django_db

COMMUNES = ("56178", "56041", "29232", "no such commune")


def kept() -> dict[str, tuple[int, int]]:
    """Statement → how many times it ran with the same plan for all values, and with one of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements")
        return {statement: (generic, own) for statement, generic, own in cursor.fetchall()}


def test_a_text_that_comes_back_is_planned_once_whatever_its_values() -> None:
    for number in range(7):
        assert rows("SELECT %s::integer + 1", [number]) == [(number + 1,)]
    assert kept()["SELECT $1::integer + 1"] == (7, 0)


def test_old_plans_are_forgotten() -> None:
    for number in range(3 * MOST_KEPT):
        rows(f"SELECT {number}, %s::integer", [1])
    assert 1 < len(kept()) <= MOST_KEPT + 1


def test_a_page_of_statistics_read_twice_is_planned_once(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    for _ in range(2):
        assert figures(cast.awa)["activities"].n == 1
    (count,) = {count for statement, count in kept().items() if statement.startswith("WITH picked")}
    assert count == (2, 0)


def test_one_parameter_holds_a_whole_list_and_finds_the_same_rows() -> None:
    def names(**where: Any) -> list[Any]:
        return list(Commune.objects.filter(**where).values_list("code", "name"))

    assert names(pk__any_of=COMMUNES) == names(pk__in=COMMUNES) != []
    assert rows_of(Commune.objects.filter(pk__any_of=COMMUNES).values_list("code", "name")) == names(pk__in=COMMUNES)
    assert rows_of(Commune.objects.filter(pk__any_of=()).values_list("code")) == []
    assert rows_of(Commune.objects.none().values_list("code")) == []
    for found in (COMMUNES[:1], COMMUNES):
        rows_of(Commune.objects.filter(name__any_of=found).values_list("code"))
    assert len([statement for statement in kept() if 'name" = ANY' in statement]) == 1


def test_who_logs_queries_reads_them_with_their_values() -> None:
    with CaptureQueriesContext(connection) as read:
        assert rows("SELECT %s::text", ["Pontivy"]) == [("Pontivy",)]
    assert [query["sql"] for query in read.captured_queries] == ["SELECT 'Pontivy'::text"]


def test_an_error_is_one_of_django() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows("SELECT no_such_column", [])
