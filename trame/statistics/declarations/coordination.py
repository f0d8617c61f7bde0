"""Coordination: animations, évènements and partenariats. None of it counts among accompaniments, nor they among it."""

from ..declared import Base, Indicator, Order
from ..formulas import Condition, Tally, among


def _number(*where: Condition) -> Tally:
    return Tally("activities", where=where, relation="coordination")


COORDINATION_ACTIVITIES = Base(
    code="coordination_activities",
    sentence="Toutes les activités de coordination de la période.",
    count=_number(),
)
ANIMATIONS = Base(
    code="animations",
    sentence="Les animations de la période.",
    count=_number(among("kind", "animation")),
)
EVENTS = Base(
    code="events",
    sentence="Les évènements de la période.",
    count=_number(among("kind", "evenement")),
)
PARTNERSHIPS = Base(
    code="partnerships",
    sentence="Les partenariats de la période.",
    count=_number(among("kind", "partenariat")),
)
PARTNERS = Base(
    code="partners",
    sentence="Toutes les structures nommées dans les partenariats de la période.",
    count=Tally("partners", relation="partner"),
)


def _met(code: str, label: str, definition: str, unit: str, base: Base, column: str) -> Indicator:
    """People or structures added up: the same one, met twice, counts twice."""
    return Indicator(
        code=code,
        label=label,
        definition=definition,
        unit=unit,
        base=base,
        numerator=Tally(column, relation="coordination"),
        is_part=False,
    )


COORDINATION = (
    Indicator(
        code="coordination_activities",
        label="Activités de coordination",
        definition=(
            "Animations, évènements et partenariats enregistrés et non supprimés ; chacun compte une fois. Ils ne "
            "comptent dans aucun chiffre d’accompagnement."
        ),
        unit="activités",
        base=COORDINATION_ACTIVITIES,
        numerator=_number(),
    ),
    Indicator(
        code="coordination_minutes",
        label="Temps d’animation",
        definition="Somme des durées des animations ; un évènement et un partenariat n’ont pas de durée.",
        unit="minutes",
        base=ANIMATIONS,
        numerator=Tally("minutes", relation="coordination"),
        is_part=False,
    ),
    _met(
        "coordination_mediators",
        "Médiatrices et médiateurs aux animations",
        "Présences de médiatrices et médiateurs numériques aux animations : qui vient deux fois compte deux fois.",
        "présences",
        ANIMATIONS,
        "mediators",
    ),
    _met(
        "coordination_structures",
        "Structures aux animations",
        "Présences de structures aux animations : celle qui vient deux fois compte deux fois.",
        "présences",
        ANIMATIONS,
        "structures",
    ),
    _met(
        "coordination_others",
        "Autres acteurs aux animations",
        "Présences d’autres acteurs aux animations : qui vient deux fois compte deux fois.",
        "présences",
        ANIMATIONS,
        "others",
    ),
    _met(
        "coordination_participants",
        "Participants aux évènements",
        "Participants comptés aux évènements : qui vient à deux évènements compte deux fois.",
        "participants",
        EVENTS,
        "participants",
    ),
    Indicator(
        code="coordination_partners",
        label="Structures partenaires",
        definition=(
            "Structures nommées dans les partenariats : la même, nommée dans deux partenariats, compte deux fois."
        ),
        unit="structures",
        base=PARTNERSHIPS,
        numerator=PARTNERS.count,
        is_part=False,
    ),
    Indicator(
        code="coordination_by_kind",
        label="Coordination par nature",
        definition="Activités de coordination selon leur nature : animation, évènement, partenariat.",
        unit="activités",
        base=COORDINATION_ACTIVITIES,
        dimension="kind",
        rows=Tally("activities", by="kind", relation="coordination"),
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="animations_by_type",
        label="Animations par type",
        definition="Animations selon leur type : groupe de travail, comité, webinaire, etc.",
        unit="animations",
        base=ANIMATIONS,
        dimension="animation_type",
        rows=Tally("activities", by="animation_type", where=(among("kind", "animation"),), relation="coordination"),
    ),
    Indicator(
        code="partners_by_type",
        label="Structures partenaires par type",
        definition="Structures nommées dans les partenariats, selon ce qu’elles sont.",
        unit="structures",
        base=PARTNERS,
        dimension="organiser",
        rows=Tally("partners", by="type", relation="partner"),
    ),
)
