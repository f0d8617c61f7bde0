"""The facts of sql/*.sql as views of the database: one file, one view, both of the same name."""

from pathlib import Path

from django.db import ProgrammingError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from .kept import create_kept, drop_kept

FOLDER = Path(__file__).resolve().parent / "sql"


def facts() -> dict[str, str]:
    """Name of each fact → its CREATE VIEW statement."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.sql"))}


def drop_facts(connection: BaseDatabaseWrapper) -> None:
    """Drop the views and the kept facts, all or none; those that do not exist are passed over."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop_kept(connection, tables=True)
        for name in facts():
            cursor.execute(f"DROP VIEW IF EXISTS {connection.ops.quote_name(name)}")


def create_facts(connection: BaseDatabaseWrapper) -> None:
    """(Re)create the views, all or none, so that readers never find them missing meanwhile.

    After a partial `migrate <app>`, a table or column may not be there yet: no view is changed then, and the migration
    that completes the schema creates them. Raises ProgrammingError when the schema is complete and a view is wrong.
    """
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            drop_kept(connection, tables=False)
            for name, statement in facts().items():
                cursor.execute(f"DROP VIEW IF EXISTS {connection.ops.quote_name(name)}")
                cursor.execute(statement)
            create_kept(connection, facts().values())
    except ProgrammingError:
        if _is_complete(connection):
            raise


def _is_complete(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
