"""Totals: one number each."""

from ..declared import Indicator
from ..formulas import Tally, among
from .bases import ACTIVITIES, ALONE, ATTENDANCES, FOLLOWED_ATTENDANCES, TOGETHER

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
        numerator=Tally("attendances"),
    ),
    Indicator(
        code="activities",
        label="Activités",
        definition=(
            "Chaque compte-rendu enregistré et non supprimé compte une fois, quel que soit le nombre de personnes."
        ),
        unit="activités",
        base=ACTIVITIES,
        numerator=Tally("activities"),
    ),
    Indicator(
        code="individual_activities",
        label="Accompagnements individuels",
        definition="Activités menées avec une seule personne.",
        unit="activités",
        base=ACTIVITIES,
        numerator=Tally("activities", where=(ALONE,)),
    ),
    Indicator(
        code="workshops",
        label="Ateliers collectifs",
        definition="Activités menées avec un groupe ; chaque séance compte une fois.",
        unit="ateliers",
        base=ACTIVITIES,
        numerator=Tally("activities", where=(TOGETHER,)),
    ),
    Indicator(
        code="workshop_attendances",
        label="Participations aux ateliers",
        definition="Accompagnements des ateliers collectifs : chaque personne compte une fois par séance.",
        unit="accompagnements",
        base=ATTENDANCES,
        numerator=Tally("attendances", where=(TOGETHER,)),
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
        numerator=Tally("people", relation="people"),
        is_part=False,
    ),
    Indicator(
        code="anonymous_attendances",
        label="Accompagnements anonymes",
        definition="Accompagnements de personnes comptées sans nom ni pseudonyme.",
        unit="accompagnements",
        base=ATTENDANCES,
        numerator=Tally("anonymous"),
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
            Tally("attendances", where=(among("first_time", "true"),), relation="person")
            + Tally("n", where=(among("dimension", "venue"), among("code", "new")), relation="marginal")
        ),
        unknown=Tally("anonymous") - Tally("n", where=(among("dimension", "venue"),), relation="marginal"),
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
        numerator=Tally("minutes"),
        is_part=False,
    ),
)
