"""Coordination: animations, évènements and partenariats. None of it counts among accompaniments, nor they among it."""

from ..declared import Base, Indicator, Order
from ..formulas import Condition, Tally, among, unstated


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


# Kind of coordination → its base and its unit.
KINDS: dict[str, tuple[Base, str]] = {
    "animation": (ANIMATIONS, "animations"),
    "evenement": (EVENTS, "évènements"),
    "partenariat": (PARTNERSHIPS, "partenariats"),
}


def _by(kind: str, column: str, code: str, label: str, definition: str, order: Order = Order.NUMBER) -> Indicator:
    """One kind of coordination, by what it says in one word."""
    base, unit = KINDS[kind]
    return Indicator(
        code=code,
        label=label,
        definition=definition,
        unit=unit,
        base=base,
        dimension=column,
        rows=Tally("activities", by=column, where=(among("kind", kind),), relation="coordination"),
        unknown_rule="Ce dont rien n’est noté ; jamais réparti.",
        order=order,
    )


def _choosing(kind: str, dimension: str, code: str, label: str, definition: str) -> Indicator:
    """One kind of coordination, by what it lets choose several of."""
    base, unit = KINDS[kind]
    chosen = among("dimension", dimension)
    return Indicator(
        code=code,
        label=label,
        definition=definition,
        unit=unit,
        base=base,
        dimension=dimension,
        rows=Tally("activities", by="code", where=(chosen,), relation="choice"),
        unknown=_number(among("kind", kind)) - Tally("activities", where=(chosen, unstated("code")), relation="choice"),
        unknown_rule="Ce dont rien n’est coché ; jamais réparti.",
        multiple=True,
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
        code="coordination_by_month",
        label="Coordination par mois",
        definition="Activités de coordination selon le mois ; un mois sans activité vaut 0.",
        unit="activités",
        base=COORDINATION_ACTIVITIES,
        dimension="month",
        rows=Tally("activities", by="month", relation="coordination"),
        order=Order.MONTH,
    ),
    _by(
        "animation",
        "animation_type",
        "animations_by_type",
        "Animations par type",
        "Animations selon leur type : groupe de travail, comité, webinaire, etc.",
    ),
    _choosing(
        "animation",
        "animation_topic",
        "animations_by_topic",
        "Animations par thématique",
        "Animations où la thématique est cochée ; une animation peut en avoir plusieurs.",
    ),
    _by(
        "animation",
        "initiative",
        "animations_by_initiative",
        "Animations par initiative",
        "Animations selon qui en a pris l’initiative.",
        Order.NOMENCLATURE,
    ),
    _by("evenement", "event_type", "events_by_type", "Évènements par type", "Évènements selon leur type."),
    _choosing(
        "evenement",
        "organiser",
        "events_by_organiser",
        "Évènements par organisateur",
        "Évènements selon ce que sont leurs organisateurs ; un évènement peut en avoir plusieurs.",
    ),
    _by(
        "evenement",
        "territorial_level",
        "events_by_level",
        "Évènements par échelon",
        "Évènements selon leur échelon territorial.",
        Order.NOMENCLATURE,
    ),
    _choosing(
        "partenariat",
        "partnership_nature",
        "partnerships_by_nature",
        "Partenariats par nature",
        "Partenariats selon ce qui s’y fait ; un partenariat peut avoir plusieurs natures.",
    ),
    _by(
        "partenariat",
        "territorial_level",
        "partnerships_by_level",
        "Partenariats par échelon",
        "Partenariats selon leur échelon territorial.",
        Order.NOMENCLATURE,
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
