from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class FactsConfig(AppConfig):
    name = "trame.facts"
    label = "facts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pre_migrate.connect(_drop, sender=self)
        post_migrate.connect(_create, sender=self)


def _drop(using: str, plan: list[Any], **_: Any) -> None:
    """PostgreSQL refuses to alter a column that a view reads. With nothing to migrate, readers are left in peace."""
    from .definitions import drop_facts

    if plan:
        drop_facts(connections[using])


def _create(using: str, **_: Any) -> None:
    from .definitions import create_facts

    create_facts(connections[using])
