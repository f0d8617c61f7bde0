"""Denominators shared by the declarations."""

from ..declared import Base

ATTENDANCES = Base(
    code="attendances",
    sentence="Tous les accompagnements de la période.",
    sql="SELECT SUM(attendances) FROM scope",
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
