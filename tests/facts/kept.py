"""What the kept facts should hold: the rows of their definitions, no more and no less."""

from django.db import connection


def differences() -> dict[str, list[tuple[object, ...]]]:
    """Rows of each kept fact that its definition has not, and of each definition that the table has not."""
    found = {}
    with connection.cursor() as cursor:
        for name in ("kept_activity", "kept_attendance"):
            for one, other in ((name, f"{name}_source"), (f"{name}_source", name)):
                cursor.execute(f"SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other}")
                if rows := cursor.fetchall():
                    found[f"{one} − {other}"] = rows
    return found


def number_of(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {name}")
        return cursor.fetchone()[0]
