"""Équipe et lieux: who did what and where, for the structure itself."""

from ..declared import NO_UNKNOWN, NOT_STATED, Base, Indicator
from ..formulas import Tally
from .bases import ACTIVITIES, ATTENDANCES, MINUTES

UNITS = {"attendances": "accompagnements", "activities": "activités", "minutes": "minutes"}
WORDS = {"attendances": "Accompagnements", "activities": "Activités", "minutes": "Temps d’activité"}
BASES: dict[str, Base] = {"attendances": ATTENDANCES, "activities": ACTIVITIES, "minutes": MINUTES}
OF_MEDIATORS = (
    "{} selon la personne de l’équipe qui a mené l’activité. Les responsables lisent chaque nom ; une médiatrice, un "
    "médiateur lit sa ligne, celles de ses collègues sont réunies."
)


ALWAYS_STATED = (NO_UNKNOWN, NOT_STATED)


def _by(
    measure: str, dimension: str, ending: str, definition: str, unknown: tuple[str, str] = ALWAYS_STATED
) -> Indicator:
    rule, label = unknown
    return Indicator(
        code=f"{measure}_by_{dimension}",
        label=f"{WORDS[measure]} par {ending}",
        definition=definition.format(WORDS[measure]),
        unit=UNITS[measure],
        base=BASES[measure],
        dimension=dimension,
        rows=Tally(measure, by=dimension),
        unknown_rule=rule,
        unknown_label=label,
        own_labels={"collegues": "Collègues, ensemble"} if dimension == "mediator" else {},
        inside=True,
    )


OUT_OF_PLACES = (
    "Ce qui se fait à domicile, à distance ou ailleurs, et ce dont le lieu n’est pas renseigné.",
    "Hors d’un lieu d’activité",
)
TEAM = (
    *(_by(measure, "mediator", "médiatrice ou médiateur", OF_MEDIATORS) for measure in WORDS),
    *(
        _by(measure, "place", "lieu d’activité", "{} selon le lieu d’activité.", OUT_OF_PLACES)
        for measure in ("activities", "minutes")
    ),
    *(_by(measure, "organisation", "structure", "{} selon la structure qui emploie.") for measure in WORDS),
)
