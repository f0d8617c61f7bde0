"""How much of what: the shares of source 004 (activity reports of Breton conseillers numériques, 2023), and our own.

From the source: topics (in % of 81,962 accompaniments), ages and statuses (in % of 48,353 people), 42 % of people
followed over several sessions, half of them in ateliers. Gender, channels, durations, materials, autonomy and
redirections are not in it: they are plausible figures of ours. The source's ages do not fit La Coop's bands: 18-35 is
shared between 18-24 and 25-39, 35-60 between 25-39 and 40-59, 60 and over between 60-69 and 70 and over.
"""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

from trame.reference.nomenclatures import AgeBand, Autonomy, Gender, Level, Material, Redirection, Status, Topic

T = TypeVar("T")

FOLLOWED_SHARE = 0.42

# Topic → (share of accompaniments in %, leaning to ateliers: 0 never, 1 as often as alone, 2 twice as much).
TOPICS: dict[Topic, tuple[float, float]] = {
    Topic.PRENDRE_EN_MAIN: (25.4, 1.1),
    Topic.AIDE_AUX_DEMARCHES: (17.6, 0.05),
    Topic.CULTURE: (9.8, 1.5),
    Topic.CONTENUS: (9.5, 1.1),
    Topic.EMAIL: (8.2, 0.9),
    Topic.NAVIGATION: (7.5, 1.0),
    Topic.SECURITE: (5.8, 1.4),
    Topic.BUREAUTIQUE: (5.2, 1.2),
    Topic.RESEAUX_SOCIAUX: (2.6, 1.2),
    Topic.BANQUE_ACHATS: (1.9, 0.3),
    Topic.DIAGNOSTIC: (1.8, 0.3),
    Topic.INSERTION: (1.6, 0.9),
    Topic.SANTE: (1.4, 0.6),
    Topic.MAINTENANCE: (1.0, 0.2),
    Topic.PROFESSIONNEL: (0.8, 0.4),
    Topic.IA: (0.8, 1.8),
    Topic.CREER: (0.7, 2.0),
    Topic.PARENTALITE: (0.4, 1.5),
    Topic.SCOLARITE: (0.3, 1.0),
}
PROCEDURES: dict[Topic, float] = {
    Topic.SOCIAL_SANTE: 30,
    Topic.PAPIERS: 18,
    Topic.ARGENT: 15,
    Topic.TRAVAIL: 12,
    Topic.TRANSPORTS: 9,
    Topic.LOGEMENT: 7,
    Topic.FAMILLE: 5,
    Topic.ETRANGERS: 2,
    Topic.JUSTICE: 1,
    Topic.ASSOCIATIONS: 0.6,
    Topic.LOISIRS: 0.4,
}
# Of people met outside school groups; « » is « non renseigné ».
ADULT_AGES: dict[str, float] = {
    AgeBand.MOINS_12: 0.6,
    AgeBand.DE_12_A_17: 0.8,
    AgeBand.DE_18_A_24: 2.4,
    AgeBand.DE_25_A_39: 7,
    AgeBand.DE_40_A_59: 22.5,
    AgeBand.DE_60_A_69: 27,
    AgeBand.PLUS_70: 36.5,
    "": 3.2,
}
CHILDREN_AGES: dict[str, float] = {AgeBand.MOINS_12: 68, AgeBand.DE_12_A_17: 32}
STATUSES_BY_AGE: dict[str, dict[str, float]] = {
    AgeBand.MOINS_12: {Status.SCOLARISE: 92, "": 8},
    AgeBand.DE_12_A_17: {Status.SCOLARISE: 92, "": 8},
    AgeBand.DE_18_A_24: {Status.SCOLARISE: 20, Status.SANS_EMPLOI: 35, Status.EN_EMPLOI: 30, "": 15},
    AgeBand.DE_25_A_39: {Status.SANS_EMPLOI: 36, Status.EN_EMPLOI: 44, "": 23},
    AgeBand.DE_40_A_59: {Status.SANS_EMPLOI: 28, Status.EN_EMPLOI: 46, Status.RETRAITE: 2, "": 28},
    AgeBand.DE_60_A_69: {Status.RETRAITE: 84, Status.EN_EMPLOI: 4, "": 12},
    AgeBand.PLUS_70: {Status.RETRAITE: 90, "": 10},
    "": {Status.RETRAITE: 20, "": 80},
}
GENDERS: dict[str, float] = {Gender.FEMININ: 59, Gender.MASCULIN: 37, "": 4}
VENUES: dict[str, float] = {"new": 34, "known": 48, "": 18}
MINUTES_ALONE: dict[int, float] = {15: 14, 30: 38, 45: 18, 60: 24, 90: 6}
MINUTES_TOGETHER: dict[int, float] = {60: 12, 90: 38, 120: 50}
CHANNELS_ALONE: dict[str, float] = {"lieu_activite": 80, "a_distance": 9, "domicile": 6, "autre": 5}
CHANNELS_TOGETHER: dict[str, float] = {"lieu_activite": 93, "autre": 7}
MATERIALS: dict[str, float] = {
    Material.ORDINATEUR: 46,
    Material.TELEPHONE: 33,
    Material.TABLETTE: 9,
    Material.AUTRE: 4,
    Material.AUCUN: 8,
}
AUTONOMY: dict[str, float] = {
    Autonomy.ENTIEREMENT_ACCOMPAGNE: 38,
    Autonomy.PARTIELLEMENT_AUTONOME: 30,
    Autonomy.AUTONOME: 10,
    "": 22,
}
LEVELS: dict[str, float] = {Level.DEBUTANT: 58, Level.INTERMEDIAIRE: 25, Level.AVANCE: 5, "": 12}
REDIRECTED: dict[str, float] = {"no": 64, "yes": 11, "": 25}
REDIRECTIONS: dict[str, float] = {
    Redirection.DEMARCHES: 28,
    Redirection.OPERATEUR: 27,
    Redirection.MEDIATION: 17,
    Redirection.AIDE_SOCIALE: 12,
    Redirection.ADMINISTRATION: 9,
    Redirection.INSERTION: 5,
    Redirection.AUTRE: 2,
}
SIZES: dict[int, float] = {4: 9, 5: 12, 6: 16, 7: 17, 8: 16, 9: 11, 10: 9, 11: 5, 12: 5}


def draw(rng: Random, weights: Mapping[T, float]) -> T:
    """One key, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]
