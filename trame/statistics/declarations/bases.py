"""Denominators shared by the declarations."""

from ..declared import Base
from ..formulas import Tally, among, stated

ALONE = among("kind", "individuel")
TOGETHER = among("kind", "collectif")
IN_PLACE_OF = among("manner", "a_la_place")
BLOCKED, SUCCESSFUL = among("outcome", "bloquee"), among("outcome", "aboutie")
# The two ends of a progress, both noted.
BOTH_SKILLS = stated("skill_change")

ATTENDANCES = Base(
    code="attendances",
    sentence="Tous les accompagnements de la période.",
    count=Tally("attendances"),
)
INDIVIDUAL_ATTENDANCES = Base(
    code="individual_attendances",
    sentence="Les accompagnements individuels de la période.",
    count=Tally("attendances", where=(ALONE,)),
)
SKILL_PAIRS = Base(
    code="skill_pairs",
    sentence="Les accompagnements individuels où l’aisance est notée au départ et après.",
    count=Tally("attendances", where=(ALONE, BOTH_SKILLS)),
)
DAYS_TOLD = Base(
    code="attendances_of_days",
    sentence=(
        "Les accompagnements des jours montrés : toute la période jusqu’à 62 jours, ses 30 derniers jours au-delà."
    ),
    count=Tally("attendances", relation="day"),
)
MINUTES = Base(
    code="minutes",
    sentence="Tout le temps d’activité de la période.",
    count=Tally("minutes"),
)
TIME_NOTED = Base(
    code="time_noted",
    sentence="Tout le temps noté sur la période : avec les personnes et autour.",
    count=Tally("minutes") + Tally("preparation") + Tally("travel") + Tally("coordination"),
)
PROCEDURES = Base(
    code="procedures",
    sentence="Toutes les démarches suivies de la période.",
    count=Tally("procedures", relation="procedure"),
)
PROCEDURES_IN_PLACE_OF = Base(
    code="procedures_in_place_of",
    sentence="Les démarches faites à la place de la personne, sur la période.",
    count=Tally("procedures", where=(IN_PLACE_OF,), relation="procedure"),
)
BLOCKED_PROCEDURES = Base(
    code="blocked_procedures",
    sentence="Les démarches bloquées de la période.",
    count=Tally("procedures", where=(BLOCKED,), relation="procedure"),
)
SUCCESSFUL_PROCEDURES = Base(
    code="successful_procedures",
    sentence="Les démarches abouties de la période.",
    count=Tally("procedures", where=(SUCCESSFUL,), relation="procedure"),
)
OUTCOMES = Base(
    code="outcomes",
    sentence="Les démarches de la période dont l’issue est notée.",
    count=Tally("procedures", where=(stated("outcome"),), relation="procedure"),
    empty="aucune démarche dont l’issue est notée sur la période",
)
FOLLOWED_ATTENDANCES = Base(
    code="followed_attendances",
    sentence="Les accompagnements de personnes suivies, sur la période.",
    count=Tally("followed"),
)
ACTIVITIES = Base(
    code="activities",
    sentence="Toutes les activités de la période.",
    count=Tally("activities"),
)
INDIVIDUAL_ACTIVITIES = Base(
    code="individual_activities",
    sentence="Les accompagnements individuels de la période.",
    count=Tally("activities", where=(ALONE,)),
    empty="aucun accompagnement individuel sur la période",
)
WORKSHOPS = Base(
    code="workshops",
    sentence="Les ateliers collectifs de la période.",
    count=Tally("activities", where=(TOGETHER,)),
    empty="aucun atelier collectif sur la période",
)
FOLLOWED_PEOPLE = Base(
    code="followed_people",
    sentence="Les personnes suivies venues sur la période, chacune une fois.",
    count=Tally("people", relation="people"),
    empty="aucune personne suivie n’est venue sur la période",
)
ANONYMOUS = Base(
    code="anonymous_attendances",
    sentence="Les accompagnements anonymes de la période.",
    count=Tally("anonymous"),
)
WEEKS = Base(
    code="activity_weeks",
    sentence="Les semaines d’activité de la période : celles de chaque personne de l’équipe s’additionnent.",
    count=Tally("weeks", relation="calendar"),
    empty="aucune semaine d’activité sur la période",
)
