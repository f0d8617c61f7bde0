"""Copies the invented data into the tables: COPY for what is counted by the million, nothing switched off but triggers
of facts, which are made again once at the end."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from random import Random

from django.db import connection, transaction

from trame.activity.models import Activity
from trame.facts.kept import bulk_load

from . import Size
from .days import Recorder, calendar
from .lines import Lines
from .said import draw_decks
from .teams import Post, open_teams

SEED = "trame-echelle"
LINES_AT_ONCE = 100_000


class NotEmpty(Exception):
    """The database holds activities: real ones would be lost among the invented."""


@dataclass(frozen=True)
class Seeded:
    mediators: int
    organisations: int
    activities: int
    people: int
    attendances: int
    anonymous: int


@transaction.atomic
def seed(size: Size) -> Seeded:
    """All or nothing. NotEmpty when the database already holds an activity, even deleted."""
    if Activity.objects.exists():
        raise NotEmpty
    rng = Random(SEED)  # noqa: S311 (not a secret: deterministic on purpose)
    posts = open_teams(size, rng)
    recorder = Recorder(draw_decks(rng), rng)
    tables = list(recorder.tables)
    with bulk_load(connection):
        _write(recorder, calendar(posts, size.activities, rng))
        _execute(f"ANALYZE {', '.join(lines.table for lines in tables)}")  # before facts are made of them
    organisations = len({post.organisation for post in posts})
    activities, people, attendances = (lines.written for lines in tables[:3])
    return Seeded(size.mediators, organisations, activities, people, attendances, recorder.anonymous)


def _write(recorder: Recorder, days: Iterable[tuple[dt.date, list[Post]]]) -> None:
    tables = list(recorder.tables)
    _execute("SET CONSTRAINTS ALL IMMEDIATE")  # deferred, the checks of every row would wait in memory
    for lines in tables:
        _take_ids(lines)
    for day, posts in days:
        recorder.day = day.isoformat()
        for post in posts:
            recorder.record(post)
        if len(recorder.tables.activities.waiting) >= LINES_AT_ONCE:
            _copy(tables)
    _copy(tables)
    for lines in tables:
        _give_back_ids(lines)
    _execute("SET CONSTRAINTS ALL DEFERRED")


def _take_ids(lines: Lines) -> None:
    if not lines.sequence:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [lines.sequence])
        lines.ids = count(cursor.fetchone()[0])


def _give_back_ids(lines: Lines) -> None:
    """The next record takes the number after the last copied."""
    if not lines.sequence:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s, %s, false)", [lines.sequence, next(lines.ids)])


def _copy(tables: list[Lines]) -> None:
    quote = connection.ops.quote_name
    for lines in tables:
        columns = ", ".join(quote(column) for column in lines.columns)
        with connection.cursor() as cursor, cursor.copy(f"COPY {quote(lines.table)} ({columns}) FROM STDIN") as copy:
            copy.write("".join(lines.waiting))
        lines.written += len(lines.waiting)
        lines.waiting.clear()


def measure_tables() -> None:
    """What the planner must know of what was copied; and, outside a transaction, which pages every reader may see."""
    _execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
