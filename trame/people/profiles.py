"""What each profile shows at first: one line per module or facet, one column per profile.

Many optional fields are nobody's at first: they wait for the structure, which turns any of them on or off for everybody
(`Organisation.modules_on`, `modules_off`). With « Accueil », « Activités » and « Réglages », always there, a profile
gives at most four entries of the menu: « Statistiques » takes the fourth, so « Bilans », which a structure writes
once a year, waits until the structure turns it on.
"""

from .models import Profile, User

_COLUMNS = (
    Profile.MEDIATHEQUE,
    Profile.CONSEILLER_NUMERIQUE,
    Profile.FRANCE_SERVICES,
    Profile.ASSOCIATION,
    Profile.BENEVOLE,
    Profile.COORDINATION,
)

#                    médiathèque   conseiller   France      association   bénévole   coordination
#                                  numérique    services
AT_FIRST = {
    # modules
    "statistics": "       ●            ●            ●            ●            ·            ●",
    "reports": "          ·            ·            ·            ·            ·            ·",
    "workshops": "        ●            ●            ●            ●            ·            ●",
    "permanence_grid": "  ●            ●            ●            ·            ·            ·",
    "coordination": "     ·            ·            ·            ·            ·            ●",
    "moments": "          ●            ●            ·            ●            ·            ·",
    "people_followed": "  ·            ●            ·            ●            ·            ·",
    "imports": "          ·            ●            ●            ●            ·            ·",
    # optional fields of the record forms
    "public": "           ●            ●            ●            ●            ·            ●",
    "venue": "            ●            ●            ●            ●            ·            ·",
    "residence": "        ·            ●            ●            ●            ·            ●",
    "public_kind": "      ·            ·            ·            ·            ·            ·",
    "origin": "           ·            ·            ·            ·            ·            ·",
    "materials": "        ●            ●            ·            ·            ·            ·",
    "equipment": "        ·            ·            ·            ·            ·            ·",
    "autonomy": "         ·            ●            ·            ●            ·            ·",
    "skill": "            ·            ·            ·            ·            ·            ·",
    "redirection": "      ·            ●            ●            ●            ·            ·",
    "setting": "          ·            ·            ·            ·            ·            ·",
    "access_mode": "      ·            ·            ·            ·            ·            ·",
    "payment": "          ·            ·            ·            ·            ·            ·",
    "secondary_topics": " ·            ·            ·            ·            ·            ·",
    "procedures": "       ·            ·            ●            ·            ·            ·",
    "procedure_name": "   ·            ●            ●            ·            ·            ·",
    "times": "            ·            ·            ·            ·            ·            ·",
    "tags": "             ●            ●            ·            ●            ·            ●",
    "notes": "            ●            ●            ●            ●            ●            ·",
}


def at_first(code: str) -> frozenset[str]:
    """The profiles for which this module or facet is on at first. KeyError: it has no line in the table."""
    marks = AT_FIRST[code].split()
    return frozenset(profile.value for profile, mark in zip(_COLUMNS, marks, strict=True) if mark == "●")


def is_due(user: User) -> bool:
    """Whether the question of the first sign-in was never shown to this account."""
    return not user.profile and user.profile_asked_on is None
