from pathlib import Path

from trame.statistics.documentation import document
from trame.statistics.indicators import INDICATORS

FILE = Path(__file__).resolve().parents[2] / "docs" / "indicators.md"

# Published: other people's spreadsheets name them.
STABLE = [
    "coordination_activities", "coordination_minutes", "coordination_mediators", "coordination_structures",
    "coordination_others", "coordination_participants", "coordination_partners", "coordination_by_kind",
    "animations_by_type", "partners_by_type",
    "attendances", "activities", "individual_activities", "workshops", "workshop_attendances", "followed_people",
    "anonymous_attendances", "first_times", "minutes", "attendances_by_month", "attendances_by_topic",
    "attendances_by_channel", "attendances_by_duration", "attendances_by_material", "attendances_by_place",
    "attendances_by_commune", "attendances_by_residence", "attendances_by_gender", "attendances_by_age",
    "attendances_by_status", "attendances_by_tag", "activities_by_autonomy", "activities_by_redirection",
    "attendances_by_any_topic", "attendances_by_setting", "attendances_by_access_mode", "attendances_by_payment",
    "attendances_by_public_kind", "attendances_by_origin", "attendances_by_equipment",
    "attendances_by_connection_at_start", "attendances_by_skill_at_start", "attendances_by_skill_after",
    "skill_progress", "minutes_by_nature", "half_days", "procedures", "procedures_by_domain",
    "procedures_by_operator", "procedures_by_manner", "procedures_by_mandate", "procedures_by_outcome",
    "procedures_by_blocking", "beneficiaries", "procedure_attendances", "active_mediators", "active_places",
    "activity_communes", "residence_communes", "attendances_by_day", "attendances_by_kind", "activities_by_level",
    "followed_people_by_venue", "anonymous_by_venue", "people_seen_again", "sessions_per_person", "regular_people",
    "people_by_sessions", "successful_procedures", "minutes_by_kind", "activity_days", "activity_weeks",
    "activities_per_week", "minutes_per_individual_activity", "minutes_per_workshop", "attendances_per_workshop",
    "attendances_by_mediator", "activities_by_mediator", "minutes_by_mediator", "activities_by_place",
    "minutes_by_place", "attendances_by_organisation", "activities_by_organisation", "minutes_by_organisation",
    "coordination_by_month", "animations_by_topic", "animations_by_initiative", "events_by_type", "events_by_organiser",
    "events_by_level", "partnerships_by_nature", "partnerships_by_level",
    "successful_procedures_by_domain", "blocked_procedures_by_operator",
]  # fmt: skip


def test_the_document_says_what_is_declared() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), "run manage.py write_indicators"


def test_the_codes_are_those_published() -> None:
    assert sorted(INDICATORS) == sorted(STABLE)


def test_every_declaration_is_complete() -> None:
    for indicator in INDICATORS.values():
        assert bool(indicator.rows) == bool(indicator.dimension), indicator.code
        assert indicator.numerator or indicator.rows, indicator.code
        assert indicator.definition.endswith("."), indicator.code
        assert not indicator.multiple or indicator.unknown, indicator.code
