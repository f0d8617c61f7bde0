"""Totals: one number each."""

from ..declared import Indicator
from .bases import ACTIVITIES, ATTENDANCES, FOLLOWED_ATTENDANCES

TOTALS = (
    Indicator(
        code="attendances",
        label="Accompagnements",
        definition=(
            "Une personne présente à une activité compte pour un accompagnement : un atelier de 10 "
            "personnes en compte 10. "
            "Les personnes suivies et les participants anonymes s’additionnent."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        numerator="SELECT SUM(attendances) FROM scope",
    ),
    Indicator(
        code="activities",
        label="Activités",
        definition=(
            "Chaque compte-rendu enregistré et non supprimé compte une fois, quel que soit le nombre de personnes."
        ),
        unit="activités",
        base=ACTIVITIES,
        numerator="SELECT COUNT(*) FROM scope",
    ),
    Indicator(
        code="individual_activities",
        label="Accompagnements individuels",
        definition="Activités menées avec une seule personne.",
        unit="activités",
        base=ACTIVITIES,
        numerator="SELECT COUNT(*) FROM scope WHERE kind = 'individuel'",
    ),
    Indicator(
        code="workshops",
        label="Ateliers collectifs",
        definition="Activités menées avec un groupe ; chaque séance compte une fois.",
        unit="ateliers",
        base=ACTIVITIES,
        numerator="SELECT COUNT(*) FROM scope WHERE kind = 'collectif'",
    ),
    Indicator(
        code="workshop_attendances",
        label="Participations aux ateliers",
        definition="Accompagnements des ateliers collectifs : chaque personne compte une fois par séance.",
        unit="accompagnements",
        base=ATTENDANCES,
        numerator="SELECT SUM(attendances) FROM scope WHERE kind = 'collectif'",
    ),
    Indicator(
        code="followed_people",
        label="Personnes suivies",
        definition=(
            "Personnes différentes parmi les accompagnements de personnes suivies. Les participants "
            "anonymes ne sont pas "
            "des personnes distinctes : ils n’y sont jamais."
        ),
        unit="personnes",
        base=FOLLOWED_ATTENDANCES,
        numerator="SELECT COUNT(DISTINCT person_id) FROM person",
        is_part=False,
    ),
    Indicator(
        code="anonymous_attendances",
        label="Accompagnements anonymes",
        definition="Accompagnements de personnes comptées sans nom ni pseudonyme.",
        unit="accompagnements",
        base=ATTENDANCES,
        numerator="SELECT SUM(anonymous) FROM scope",
    ),
    Indicator(
        code="first_times",
        label="Premières venues",
        definition=(
            "Premier accompagnement d’une personne suivie dans la structure, toutes années confondues, plus "
            "les premières "
            "venues déclarées pour les participants anonymes."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        numerator=(
            "SELECT SUM(n) FROM ("
            "SELECT COUNT(*) AS n FROM person WHERE first_time "
            "UNION ALL SELECT n FROM marginal WHERE dimension = 'venue' AND code = 'new'"
            ") AS stated"
        ),
        unknown=(
            "SELECT SUM(n) FROM ("
            "SELECT SUM(anonymous) AS n FROM scope UNION ALL SELECT -n FROM marginal WHERE dimension = 'venue'"
            ") AS anonymous"
        ),
        unknown_rule="Participants anonymes dont on n’a pas dit si c’était leur première venue.",
    ),
    Indicator(
        code="minutes",
        label="Temps d’accompagnement",
        definition=(
            "Somme des durées saisies ; la durée d’une activité compte une fois, quel que soit le nombre de personnes."
        ),
        unit="minutes",
        base=ACTIVITIES,
        numerator="SELECT SUM(minutes) FROM scope",
        is_part=False,
    ),
)
