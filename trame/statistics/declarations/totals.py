"""Totals: one number each."""

from trame.reference.nomenclatures import PROCEDURE_TOPICS

from ..declared import Indicator, Reading
from ..formulas import Distinct, Tally, among, stated, unstated
from .bases import ACTIVITIES, ALONE, ATTENDANCES, FOLLOWED_ATTENDANCES, TOGETHER
from .counting import OF_RESIDENCE, people_by, without

DEMARCHES = among("topic", "aide_aux_demarches_administratives", *PROCEDURE_TOPICS)

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
        code="beneficiaries",
        label="Bénéficiaires, au sens de La Coop",
        definition=(
            "Personnes suivies différentes, plus chaque accompagnement anonyme compté comme une personne : c’est ainsi "
            "que compte La Coop de la médiation numérique. Qui vient deux fois sans nom y est donc deux fois."
        ),
        unit="bénéficiaires",
        base=ATTENDANCES,
        numerator=Tally("people", relation="people") + Tally("anonymous"),
        is_part=False,
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
    Indicator(
        code="procedure_attendances",
        label="Part des démarches administratives",
        definition=(
            "Accompagnements dont un sujet au moins est une démarche administrative, parmi tous les accompagnements. "
            "C’est une part des accompagnements, pas du temps passé."
        ),
        unit="accompagnements",
        base=ATTENDANCES,
        numerator=Tally("attendances", where=(DEMARCHES,)),
        unknown=without("topic"),
        unknown_rule="Accompagnements des activités sans aucune thématique : ils restent dans la base.",
        reading=Reading.RATE,
    ),
    Indicator(
        code="active_mediators",
        label="Médiatrices et médiateurs actifs",
        definition="Personnes différentes de l’équipe qui ont au moins une activité sur la période.",
        unit="personnes",
        base=ACTIVITIES,
        numerator=Distinct(Tally("activities", by="mediator")),
        is_part=False,
    ),
    Indicator(
        code="active_places",
        label="Lieux où l’on intervient",
        definition="Lieux d’activité différents où il y a eu au moins une activité.",
        unit="lieux",
        base=ACTIVITIES,
        numerator=Distinct(Tally("activities", by="place")),
        unknown=Tally("activities", where=(unstated("place"),)),
        unknown_rule="Activités à domicile, à distance ou ailleurs, et celles dont le lieu n’est pas renseigné.",
        is_part=False,
    ),
    Indicator(
        code="activity_communes",
        label="Communes d’activité",
        definition="Communes différentes où il y a eu au moins une activité ; à distance, celle de la structure.",
        unit="communes",
        base=ACTIVITIES,
        numerator=Distinct(Tally("activities", by="commune")),
        unknown=Tally("activities", where=(unstated("commune"),)),
        unknown_rule="Activités dont la commune n’est pas connue (imports).",
        is_part=False,
    ),
    Indicator(
        code="residence_communes",
        label="Communes de résidence",
        definition="Communes différentes où habitent les personnes accompagnées, quand elles l’ont dit.",
        unit="communes",
        base=ATTENDANCES,
        numerator=Distinct(people_by("residence", "residence")),
        unknown=(
            Tally("attendances")
            - Tally("attendances", where=(stated("residence"),), relation="person")
            - Tally("n", where=(OF_RESIDENCE,), relation="marginal")
        ),
        unknown_rule="Accompagnements de personnes dont on ne sait pas où elles habitent.",
        is_part=False,
    ),
)
