"""Views are out of the way while tables change, and back afterwards, whatever part of the schema was migrated."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection

from trame.facts import definitions

EXPECTED = {
    "fact_activity",
    "fact_activity_equipment",
    "fact_activity_material",
    "fact_activity_secondary_topic",
    "fact_activity_tag",
    "fact_activity_topic",
    "fact_anonymous",
    "fact_attendance",
    "fact_coordination",
    "fact_coordination_choice",
    "fact_coordination_partner",
    "fact_half_day",
    "fact_network_membership",
    "fact_procedure",
}


def views() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT viewname FROM pg_views WHERE viewname LIKE 'fact\\_%%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_each_file_is_the_view_of_its_name() -> None:
    assert set(definitions.facts()) == views() == EXPECTED
    for name, statement in definitions.facts().items():
        assert f"CREATE VIEW {name} (" in statement


@pytest.mark.django_db(transaction=True)
def test_tables_under_the_views_can_be_migrated_back_and_forth() -> None:
    call_command("migrate", "activity", "zero", verbosity=0)
    assert views() == set()
    call_command("migrate", "people", verbosity=0)
    assert views() == set()
    call_command("migrate", verbosity=0)
    assert views() == EXPECTED


@pytest.mark.django_db
def test_a_changed_view_is_replaced_even_with_nothing_to_migrate(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = "CREATE VIEW fact_activity_tag (activity_id) AS SELECT id FROM activity_activity"
    changed = {**definitions.facts(), "fact_activity_tag": stub}
    monkeypatch.setattr(definitions, "facts", lambda: changed)
    call_command("migrate", "people", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'fact_activity_tag'")
        assert cursor.fetchall() == [("activity_id",)]


@pytest.mark.django_db
def test_a_wrong_view_on_a_complete_schema_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(definitions, "facts", lambda: {"fact_activity": "CREATE VIEW fact_activity AS SELECT nothing"})
    with pytest.raises(ProgrammingError):
        definitions.create_facts(connection)
    assert views() == EXPECTED
