"""What La Filature has chosen to note besides: setting, access, procedures. Plausible figures of ours.

Drawn apart, from the identity of each activity: turning a field on changes nothing else of the story.
"""

import dataclasses
from random import Random

from trame.activity.entry import ActivityEntry, ProcedureSaid
from trame.reference.nomenclatures import (
    PROCEDURE_TOPICS,
    AccessMode,
    Blocking,
    Kind,
    Mandate,
    Manner,
    Operator,
    Outcome,
    Setting,
    Topic,
)

from .followed import SEED
from .shares import draw
from .words import EVENT_TAG

SETTINGS_ALONE: dict[str, float] = {Setting.PERMANENCE: 74, Setting.ALLER_VERS: 8, Setting.ITINERANCE: 8, "": 10}
SETTINGS_TOGETHER: dict[str, float] = {Setting.SUR_INSCRIPTION: 82, Setting.ALLER_VERS: 8, "": 10}
ACCESS_ALONE: dict[str, float] = {AccessMode.SANS_RDV: 46, AccessMode.SUR_RDV: 44, "": 10}
ACCESS_TOGETHER: dict[str, float] = {AccessMode.SUR_INSCRIPTION: 90, "": 10}
OPERATORS: dict[Topic, dict[str, float]] = {
    Topic.SOCIAL_SANTE: {Operator.CPAM: 52, Operator.CARSAT: 24, Operator.MSA: 14, "": 10},
    Topic.PAPIERS: {Operator.FRANCE_TITRES: 70, Operator.PREFECTURE: 20, "": 10},
    Topic.ARGENT: {Operator.DGFIP: 88, "": 12},
    Topic.TRAVAIL: {Operator.FRANCE_TRAVAIL: 84, "": 16},
    Topic.TRANSPORTS: {Operator.FRANCE_TITRES: 78, Operator.AUTRE: 10, "": 12},
    Topic.LOGEMENT: {Operator.CAF: 52, Operator.MAPRIMERENOV: 28, Operator.AUTRE: 8, "": 12},
    Topic.FAMILLE: {Operator.CAF: 88, "": 12},
    Topic.ETRANGERS: {Operator.PREFECTURE: 92, "": 8},
    Topic.JUSTICE: {Operator.JUSTICE: 90, "": 10},
}
OUTCOMES: dict[str, float] = {
    Outcome.ABOUTIE: 52, Outcome.EN_COURS: 24, Outcome.BLOQUEE: 12, Outcome.RENVOYEE: 5, Outcome.ABANDONNEE: 2, "": 5,
}  # fmt: skip
BLOCKINGS: dict[str, float] = {
    Blocking.IDENTIFIANT: 38, Blocking.PIECE: 26, Blocking.SITE: 14, Blocking.ATTENTE: 12, Blocking.DROIT: 4, "": 6,
}  # fmt: skip
MANNERS: dict[str, float] = {Manner.AVEC: 48, Manner.PAR: 22, Manner.A_LA_PLACE: 16, "": 14}
MANDATES: dict[str, float] = {Mandate.AIDANTS_CONNECT: 46, Mandate.ECRIT: 24, Mandate.AUCUN: 18, "": 12}


def with_facets(entry: ActivityEntry) -> ActivityEntry:
    """The entry, with what is noted of it: sometimes nothing, as in life."""
    rng = Random(f"{SEED}|{entry.client_uuid}")  # noqa: S311 (not a secret)
    alone = entry.kind == Kind.INDIVIDUEL
    setting = (
        Setting.EVENEMENT.value
        if EVENT_TAG in entry.tags
        else draw(rng, SETTINGS_ALONE if alone else SETTINGS_TOGETHER)
    )
    access = draw(rng, ACCESS_ALONE if alone else ACCESS_TOGETHER)
    procedures = tuple(_procedure(rng, Topic(code)) for code in entry.topics if Topic(code) in PROCEDURE_TOPICS)
    return dataclasses.replace(
        entry, setting=str(setting), access_mode=str(access), procedures=procedures if alone else ()
    )


def _procedure(rng: Random, domain: Topic) -> ProcedureSaid:
    outcome, manner = draw(rng, OUTCOMES), draw(rng, MANNERS)
    operator = draw(rng, OPERATORS.get(domain, {"": 1}))
    blocking, mandate = draw(rng, BLOCKINGS), draw(rng, MANDATES)
    return ProcedureSaid(
        domain=domain.value,
        operator=str(operator),
        outcome=str(outcome),
        blocking=str(blocking) if outcome == Outcome.BLOQUEE else "",
        manner=str(manner),
        mandate=str(mandate) if manner == Manner.A_LA_PLACE else "",
    )
