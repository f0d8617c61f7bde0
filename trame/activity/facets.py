"""What the record forms ask only where it is wanted, and the modules of capture: declared once, read by the forms.

A facet that is off has no control in a form. What a record already says of it is kept by a correction, untouched.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from trame.people import modules, profiles

from .entry import ActivityEntry, FollowedParticipant
from .models import Activity
from .models.counters import DIMENSIONS, counters_of


@dataclass(frozen=True, kw_only=True)
class Facet:
    """`fields`: its controls in either form. `keeps`: what it fills in an ActivityEntry (its fields, or axes)."""

    code: str
    label: str
    sentence: str
    fields: tuple[str, ...]
    keeps: tuple[str, ...]


def _counters(*axes: str) -> tuple[str, ...]:
    return tuple(counter.field for axis in axes for counter in counters_of(axis))


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
    Facet(
        code="materials",
        label="Matériel",
        sentence="L’ordinateur, le téléphone ou la tablette dont on s’est servi.",
        fields=("materials",),
        keeps=("materials",),
    ),
    Facet(
        code="autonomy",
        label="Autonomie et niveau",
        sentence="Ce que la personne fait seule ; le niveau d’un atelier.",
        fields=("autonomy", "level"),
        keeps=("autonomy", "level"),
    ),
    Facet(
        code="redirection",
        label="Orientation",
        sentence="Vers quel organisme la personne a été orientée.",
        fields=("redirected", "redirection"),
        keeps=("redirected", "redirection"),
    ),
    Facet(
        code="procedure_name",
        label="Nom de la démarche",
        sentence="Carte grise, logement social… en plus du sujet.",
        fields=("procedure_name",),
        keeps=("procedure_name",),
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
WORKSHOPS = "workshops"


def register() -> None:
    """Declare the modules of capture, then the facets in their order."""
    modules.register(
        modules.Module(
            code=WORKSHOPS,
            label="Ateliers",
            sentence="Enregistrer un groupe : un total et des compteurs, sans nom.",
            profiles=profiles.at_first(WORKSHOPS),
            order=30,
            url_names=("activity:workshop",),
        )
    )
    followed = PEOPLE_FOLLOWED
    modules.register(
        modules.Module(
            code=followed.code,
            label=followed.label,
            sentence=followed.sentence,
            profiles=profiles.at_first(followed.code),
            order=40,
            url_names=("activity:people", "activity:people_search", "activity:person", "activity:person_edit"),
        )
    )
    for order, facet in enumerate(FACETS):
        modules.register(
            modules.Module(
                code=facet.code,
                label=facet.label,
                sentence=facet.sentence,
                kind="facet",
                profiles=profiles.at_first(facet.code),
                order=order,
            )
        )


def keep(entry: ActivityEntry, activity: Activity, names: Collection[str]) -> ActivityEntry:
    """The entry, with what the activity already says of `names` (`Facet.keeps`) in place of its own, untouched."""
    said: dict[str, Any] = {name: getattr(activity, name) for name in names if name in _AS_THEY_ARE}
    if "materials" in names:
        said["materials"] = tuple(activity.materials)
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


_AS_THEY_ARE = frozenset({"autonomy", "level", "redirected", "redirection", "procedure_name", "notes"})
