"""Denominators shared by the declarations."""

from ..declared import Base

ATTENDANCES = Base(
    code="attendances",
    sentence="Tous les accompagnements de la période.",
    sql="SELECT SUM(attendances) FROM scope",
)
INDIVIDUAL_ATTENDANCES = Base(
    code="individual_attendances",
    sentence="Les accompagnements individuels de la période.",
    sql="SELECT SUM(attendances) FROM scope WHERE kind = 'individuel'",
)
SKILL_PAIRS = Base(
    code="skill_pairs",
    sentence="Les accompagnements individuels où l’aisance est notée au départ et après.",
    sql=(
        "SELECT SUM(attendances) FROM scope "
        "WHERE kind = 'individuel' AND skill_at_start IS NOT NULL AND skill_after IS NOT NULL"
    ),
)
TIME_NOTED = Base(
    code="time_noted",
    sentence="Tout le temps noté sur la période : avec les personnes et autour.",
    sql=(
        "SELECT SUM(minutes) + SUM(COALESCE(preparation_minutes, 0)) + SUM(COALESCE(travel_minutes, 0)) "
        "+ SUM(COALESCE(coordination_minutes, 0)) FROM scope"
    ),
)
PROCEDURES = Base(
    code="procedures",
    sentence="Toutes les démarches suivies de la période.",
    sql="SELECT COUNT(*) FROM procedure",
)
PROCEDURES_IN_PLACE_OF = Base(
    code="procedures_in_place_of",
    sentence="Les démarches faites à la place de la personne, sur la période.",
    sql="SELECT COUNT(*) FROM procedure WHERE manner = 'a_la_place'",
)
BLOCKED_PROCEDURES = Base(
    code="blocked_procedures",
    sentence="Les démarches bloquées de la période.",
    sql="SELECT COUNT(*) FROM procedure WHERE outcome = 'bloquee'",
)
FOLLOWED_ATTENDANCES = Base(
    code="followed_attendances",
    sentence="Les accompagnements de personnes suivies, sur la période.",
    sql="SELECT SUM(followed) FROM scope",
)
ACTIVITIES = Base(
    code="activities",
    sentence="Toutes les activités de la période.",
    sql="SELECT COUNT(*) FROM scope",
)
INDIVIDUAL_ACTIVITIES = Base(
    code="individual_activities",
    sentence="Les accompagnements individuels de la période.",
    sql="SELECT COUNT(*) FROM scope WHERE kind = 'individuel'",
)
