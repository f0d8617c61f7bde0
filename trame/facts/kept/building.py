"""Creation, rebuilding and dropping of the kept facts and of their triggers."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .. import packing

FOLDER = Path(__file__).resolve().parent
TABLES = ("kept_activity", "kept_attendance")

# Table → the column of its rows that names an activity, and whether the attendances of that activity change too.
WATCHED = {
    "activity_activity": ("id", "people"),
    "activity_attendance": ("activity_id", "people"),
    "activity_activitytag": ("activity_id", ""),
    "activity_procedure": ("activity_id", ""),
    "activity_anonymousresidence": ("activity_id", ""),
}
PEOPLE = "activity_beneficiary"
# Rows of a structure side by side, by date: a page then reads a few hundred blocks rather than one for each row.
IN_ORDER = "organisation_id, date"
EVENTS = {
    "INSERT": "REFERENCING NEW TABLE AS after",
    "UPDATE": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "REFERENCING OLD TABLE AS before",
}
INDEXES = """
ALTER TABLE kept_activity ADD PRIMARY KEY (activity_id);
ALTER TABLE kept_attendance ADD PRIMARY KEY (activity_id, person_id);
CREATE INDEX kept_activity_by_organisation ON kept_activity (organisation_id, date);
CREATE INDEX kept_activity_by_mediator ON kept_activity (mediator_id, date);
CREATE INDEX kept_activity_by_commune ON kept_activity (commune_code, date);
CREATE INDEX kept_attendance_by_organisation ON kept_attendance (organisation_id, date);
CREATE INDEX kept_attendance_by_mediator ON kept_attendance (mediator_id, date);
CREATE INDEX kept_attendance_by_commune ON kept_attendance (commune_code, date);
CREATE INDEX kept_attendance_by_person ON kept_attendance (person_id, date, activity_id);
"""


def definitions() -> dict[str, str]:
    """Name of each kept fact → the SELECT that its rows come from."""
    sets = {column: packing.set_sql(column, "a") for column in packing.SETS}
    activity = _read("kept_activity.sql").format(
        profile=packing.packed_sql(packing.ACTIVITY, "f"),
        counters=",\n    ".join(f"a.{column}" for column in packing.COUNTERS),
        **sets,
    )
    attendance = _read("kept_attendance.sql").format(profile=packing.packed_sql(packing.PERSON, "f"))
    return {"kept_activity": activity, "kept_attendance": attendance}


def create_kept(connection: BaseDatabaseWrapper, views: Iterable[str]) -> None:
    """(Re)create the sources, the functions and the triggers; build the tables unless they are those of today.

    `views`: the statements that made the views of facts. Call it in their transaction, after them.
    """
    digest = _digest(views)
    with connection.cursor() as cursor:
        for name, select in definitions().items():
            cursor.execute(f"CREATE OR REPLACE VIEW {name}_source AS {select}")
        cursor.execute(_functions())
        if _built(connection) != digest:
            for name in TABLES:
                cursor.execute(f"DROP TABLE IF EXISTS {name}")
                cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_source ORDER BY {IN_ORDER}")  # noqa: S608
            cursor.execute(INDEXES)
            cursor.execute(f"COMMENT ON TABLE kept_activity IS '{digest}'")
            cursor.execute("ANALYZE kept_activity, kept_attendance")
        cursor.execute("\n".join(_triggers()))


def drop_kept(connection: BaseDatabaseWrapper, *, tables: bool) -> None:
    """Drop the triggers and the sources, which hold the schema back; with `tables`, the tables too."""
    with connection.cursor() as cursor:
        for table in (*WATCHED, PEOPLE):
            if _exists(connection, table):
                for name in _trigger_names(table):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        for name in reversed(TABLES):  # the second reads the first
            cursor.execute(f"DROP VIEW IF EXISTS {name}_source")
            if tables:
                cursor.execute(f"DROP TABLE IF EXISTS {name}")


def put_in_order(connection: BaseDatabaseWrapper) -> None:
    """Rows recorded since the last time go beside those of their structure; readers and writers wait meanwhile."""
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"CLUSTER {name} USING {name}_by_organisation")
            cursor.execute(f"ANALYZE {name}")


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Make every row of the kept facts again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_rebuild()")
        cursor.execute("ANALYZE kept_activity, kept_attendance")


@contextmanager
def bulk_load(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Millions of rows are written inside, in one transaction: triggers sleep; the kept facts are built at the end."""
    with transaction.atomic(using=connection.alias):
        _sleep(connection, "on")
        yield
        _sleep(connection, "off")
        rebuild(connection)


def _sleep(connection: BaseDatabaseWrapper, value: str) -> None:
    """Of the triggers of this transaction alone: its end, good or bad, wakes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT SET_CONFIG('trame.kept_sleep', %s, TRUE)", [value])


def _trigger_names(table: str) -> list[str]:
    events = ["UPDATE", "TRUNCATE"] if table == PEOPLE else [*EVENTS, "TRUNCATE"]
    return [f"kept_{event.lower()}" for event in events]


def _triggers() -> Iterator[str]:
    for table, (column, people) in WATCHED.items():
        for event, tables in EVENTS.items():
            yield (
                f"CREATE OR REPLACE TRIGGER kept_{event.lower()} AFTER {event} ON {table} {tables} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION kept_after_change('{column}', '{people}');"
            )
    yield (
        f"CREATE OR REPLACE TRIGGER kept_update AFTER UPDATE ON {PEOPLE} {EVENTS['UPDATE']} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kept_after_person();"
    )
    for table in (*WATCHED, PEOPLE):
        yield (
            f"CREATE OR REPLACE TRIGGER kept_truncate AFTER TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kept_after_truncate();"
        )


def _functions() -> str:
    first_time = packing.PERSON["first_time"]
    return _read("triggers.plpgsql").format(
        first_time_mask=first_time.mask << first_time.shift,
        first=1 << first_time.shift,
        not_first=2 << first_time.shift,
    )


def _digest(views: Iterable[str]) -> str:
    """Of all that makes a row of a kept fact: another one, and the tables are no longer those of today."""
    return hashlib.sha256("\n".join([*views, *definitions().values(), INDEXES]).encode()).hexdigest()


def _built(connection: BaseDatabaseWrapper) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT OBJ_DESCRIPTION(TO_REGCLASS('kept_activity')), TO_REGCLASS('kept_attendance')")
        digest, attendance = cursor.fetchone()
    return digest if attendance else None


def _exists(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT TO_REGCLASS(%s)", [table])
        return cursor.fetchone()[0] is not None


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
