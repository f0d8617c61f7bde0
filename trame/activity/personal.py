"""Whose data activity keeps: the people followed by a structure; and the names of the chores that erase them."""

from trame.people.personal import Controller, Personal, Processing

FOLLOWED = Processing(
    code="followed",
    name="Suivi des personnes accompagnées",
    controller=Controller.ORGANISATION,
    subjects="Personnes accompagnées que la structure choisit de suivre",
    purpose=(
        "Se souvenir, d’une venue à l’autre, de ce qui a été fait avec une personne qui l’a accepté. Personne n’est "
        "suivi par défaut : les autres sont comptées sans nom."
    ),
    legal_basis=(
        "Intérêt légitime : accompagner dans la durée (article 6.1.f) ; pour une collectivité, mission d’intérêt "
        "public (article 6.1.e). La personne peut s’y opposer à tout moment."
    ),
    recipients=(
        "Les médiatrices et médiateurs de la structure. Ses responsables voient des pseudonymes ; les réseaux et les "
        "financeurs, des effectifs."
    ),
)

PEOPLE_CHORE = "personnes suivies qui ne viennent plus"
FOLLOW_END_CHORE = "personnes dont le suivi est terminé"
MERGED_CHORE = "fiches fondues depuis trente jours"
NOTES_CHORE = "notes des activités anciennes"
DELETED_CHORE = "activités supprimées depuis longtemps"

_AFTER_THE_LAST = "{people_months} mois après la dernière venue."


def of_followed(fields: str, *, chore: str = PEOPLE_CHORE, kept: str = _AFTER_THE_LAST) -> Personal:
    """Data about people followed."""
    return Personal(processing=FOLLOWED, fields=fields, kept=kept, chore=chore)
