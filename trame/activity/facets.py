"""What the record forms ask only where it is wanted, and the modules of capture: declared once, read by the forms.

A facet that is off has no control in a form. What a record already says of it is kept by a correction, untouched.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from trame.people import modules, profiles
from trame.reference.nomenclatures import Kind

from .entry import ActivityEntry, FollowedParticipant, ProcedureSaid
from .models import Activity
from .models.counters import DIMENSIONS, counters_of
from .models.facets import ONE_OF, SOME_OF, TIMES
from .models.procedure import MAX_PROCEDURES


@dataclass(frozen=True, kw_only=True)
class Facet:
    """`fields`: its controls in either form. `keeps`: what it fills in an ActivityEntry (its fields, or axes).

    `opt_in`: off for every account until its structure, or the profile it has said, turns it on.
    """

    code: str
    label: str
    sentence: str
    fields: tuple[str, ...]
    keeps: tuple[str, ...]
    opt_in: bool = False


def _counters(*axes: str) -> tuple[str, ...]:
    return tuple(counter.field for axis in axes for counter in counters_of(axis))


def _optional(code: str, label: str, sentence: str, *fields: str) -> Facet:
    """A facet that waits until the structure wants it; its controls have the names of what they fill."""
    fields = fields or (code,)
    return Facet(code=code, label=label, sentence=sentence, fields=fields, keeps=fields, opt_in=True)


PROCEDURE_PARTS = tuple(ProcedureSaid.__dataclass_fields__)
PROCEDURES = Facet(
    code="procedures",
    label="Démarches suivies",
    sentence="L’organisme, la manière, le mandat et l’issue de chaque démarche administrative.",
    fields=tuple(f"{part}_{rank}" for rank in range(1, MAX_PROCEDURES + 1) for part in PROCEDURE_PARTS),
    keeps=("procedures",),
    opt_in=True,
)
FACETS = (
    Facet(
        code="public",
        label="Genre, âge, statut",
        sentence="Qui vient, sans nom : genre, tranche d’âge, situation.",
        fields=("gender", "age", "status", *_counters("gender", "age", "status")),
        keeps=("gender", "age", "status"),
    ),
    Facet(
        code="venue",
        label="Première venue",
        sentence="Si la personne vient pour la première fois.",
        fields=("venue", *_counters("venue")),
        keeps=("venue",),
    ),
    Facet(
        code="residence",
        label="Commune de résidence",
        sentence="Où vivent les personnes accompagnées.",
        fields=("residence",),
        keeps=("anonymous_residences",),
    ),
    _optional("public_kind", "Type de public", "Particulier, professionnel, association ou aidant."),
    _optional("origin", "Orientée par", "Qui a adressé la personne : mairie, France Travail, bouche-à-oreille."),
    Facet(
        code="materials",
        label="Matériel",
        sentence="L’ordinateur, le téléphone ou la tablette dont on s’est servi.",
        fields=("materials",),
        keeps=("materials",),
    ),
    _optional(
        "equipment",
        "Équipement au départ",
        "Ce que la personne a chez elle : appareils et connexion.",
        "equipment_at_start",
        "connection_at_start",
    ),
    Facet(
        code="autonomy",
        label="Autonomie et niveau",
        sentence="Ce que la personne fait seule ; le niveau d’un atelier.",
        fields=("autonomy", "level"),
        keeps=("autonomy", "level"),
    ),
    _optional(
        "skill",
        "Aisance au départ et après",
        "Où en est la personne en arrivant, puis en repartant : la progression.",
        "skill_at_start",
        "skill_after",
    ),
    Facet(
        code="redirection",
        label="Orientation",
        sentence="Vers quel organisme la personne a été orientée.",
        fields=("redirected", "redirection"),
        keeps=("redirected", "redirection"),
    ),
    _optional("setting", "Cadre", "Permanence, atelier sur inscription, scolaire, itinérance, aller-vers."),
    _optional("access_mode", "Accès", "Avec ou sans rendez-vous, sur inscription."),
    _optional("payment", "Paiement", "Gratuit, payant, adhésion, Pass numérique, chèque."),
    _optional(
        "secondary_topics",
        "Thématiques en filigrane",
        "Les sujets abordés en passant : les chiffres donnent les principaux, et tous.",
    ),
    PROCEDURES,
    Facet(
        code="procedure_name",
        label="Nom de la démarche",
        sentence="Carte grise, logement social… en plus du sujet.",
        fields=("procedure_name",),
        keeps=("procedure_name",),
    ),
    _optional(
        "times",
        "Temps autour, demi-journées",
        "Préparation, trajet, coordination : le travail que la durée ne montre pas. Le matin ou l’après-midi.",
        *TIMES,
        "half_days",
    ),
    Facet(
        code="tags",
        label="Tags",
        sentence="Vos mots à vous, pour retrouver et regrouper vos activités.",
        fields=("tags",),
        keeps=("tags",),
    ),
    Facet(
        code="notes",
        label="Notes",
        sentence="Quelques lignes pour vous et vos collègues, jamais comptées.",
        fields=("notes",),
        keeps=("notes",),
    ),
)
# A module rather than a facet: it has pages of its own, besides its controls in the forms.
PEOPLE_FOLLOWED = Facet(
    code="people_followed",
    label="Personnes suivies",
    sentence="Retrouver une même personne d’une fois sur l’autre, sous un pseudonyme ou son nom.",
    fields=("who", "person", "name", "followed", "others"),
    keeps=("followed",),
)
OF_THE_FORMS = (*FACETS, PEOPLE_FOLLOWED)
# Her rights are no module's: a copy of her file and its erasing stay open where following people is off.
PAGES_OF_PEOPLE = tuple(
    f"activity:{name}"
    for name in (
        "people", "people_search", "person_new", "person_alike", "duplicates", "hand_over", "merge_undo", "person",
        "person_edit", "person_record", "objective_add", "objective_settle", "level", "level_tool", "level_remove",
        "merge_other", "merge", "told_apart",
    )
)  # fmt: skip
WORKSHOPS = "workshops"
MOMENTS = "moments"
COORDINATION = "coordination"
PERMANENCE = "permanence_grid"


# What has pages of its own.
_MODULES = (
    modules.Module(
        code=WORKSHOPS,
        label="Ateliers",
        sentence="Enregistrer un groupe : un total et des compteurs, sans nom.",
        profiles=profiles.at_first(WORKSHOPS),
        order=30,
        url_names=("activity:workshop",),
    ),
    modules.Module(
        code=PERMANENCE,
        label="Permanence",
        sentence="Enregistrer une demi-journée d’accueil d’un coup, une ligne par visite.",
        profiles=profiles.at_first(PERMANENCE),
        order=32,
        url_names=("activity:permanence",),
    ),
    modules.Module(
        code=COORDINATION,
        label="Coordination",
        sentence="Enregistrer une animation, un évènement, un partenariat.",
        profiles=profiles.at_first(COORDINATION),
        order=35,
        url_names=("activity:coordination", "activity:animation", "activity:event", "activity:partnership"),
    ),
    modules.Module(
        code=MOMENTS,
        label="Moments à retenir",
        sentence="Garder une phrase, une photo ou une note vocale d’une activité, pour le bilan.",
        profiles=profiles.at_first(MOMENTS),
        order=38,
        url_names=("activity:moments", "activity:moment_keep", "activity:moment_remove", "activity:moment_file"),
    ),
    modules.Module(
        code=PEOPLE_FOLLOWED.code,
        label=PEOPLE_FOLLOWED.label,
        sentence=PEOPLE_FOLLOWED.sentence,
        profiles=profiles.at_first(PEOPLE_FOLLOWED.code),
        order=40,
        url_names=PAGES_OF_PEOPLE,
    ),
)


def register() -> None:
    """Declare the modules of capture, then the facets in their order."""
    for module in _MODULES:
        modules.register(module)
    for order, facet in enumerate(FACETS):
        modules.register(
            modules.Module(
                code=facet.code,
                label=facet.label,
                sentence=facet.sentence,
                kind="facet",
                profiles=profiles.at_first(facet.code),
                order=order,
                opt_in=facet.opt_in,
            )
        )


def module_of(kind: str) -> str | None:
    """The module without which no new record of this kind is made; None when there is none."""
    if Kind(kind).of_coordination:
        return COORDINATION
    return WORKSHOPS if kind == Kind.COLLECTIF else None


def keep(entry: ActivityEntry, activity: Activity, names: Collection[str]) -> ActivityEntry:
    """The entry, with what the activity already says of `names` (`Facet.keeps`) in place of its own, untouched."""
    names = set(names)
    said: dict[str, Any] = {name: getattr(activity, name) for name in names & _AS_THEY_ARE}
    if "materials" in names:
        said["materials"] = tuple(activity.materials)
    for name in names & SOME_OF.keys():
        said[name] = tuple(getattr(activity, name))
    if "secondary_topics" in names:  # one that has become a main topic is no longer « en filigrane »
        said["secondary_topics"] = tuple(code for code in activity.secondary_topics if code not in entry.topics)
    if "procedures" in names:
        said["procedures"] = procedures_of(activity)
    if "tags" in names:
        said["tags"] = tuple(link.tag.name for link in activity.activity_tags.select_related("tag").order_by("pk"))
    if "followed" in names:
        present = activity.attendances.order_by("pk").values_list("beneficiary", "age_band")
        said["followed"] = tuple(FollowedParticipant(pk, age_band) for pk, age_band in present)
    if "anonymous_residences" in names:
        said["anonymous_residences"] = None  # says nothing, so that what is known stays
    counters = _counters(*(axis for axis in DIMENSIONS if axis in names))
    said["anonymous"] = {**entry.anonymous, **{field: getattr(activity, field) for field in counters}}
    return dataclasses.replace(entry, **said)


def procedures_of(activity: Activity) -> tuple[ProcedureSaid, ...]:
    """What an activity says of its procedures, as an entry does, in their order."""
    return tuple(
        ProcedureSaid(**{part: getattr(procedure, part) for part in PROCEDURE_PARTS})
        for procedure in activity.procedures.all()
    )


_AS_THEY_ARE = frozenset({"autonomy", "level", "redirected", "redirection", "procedure_name", "notes", *ONE_OF, *TIMES})
