"""How coordination is said in French: what an animation, an évènement or a partenariat is called, who was met."""

from typing import TYPE_CHECKING

from trame.reference.nomenclatures import (
    AnimationTopic,
    AnimationType,
    EventType,
    Initiative,
    Kind,
    Organiser,
    PartnershipNature,
    TerritorialLevel,
)
from trame.ui.typography import plural

if TYPE_CHECKING:
    from .models import Activity, CoordinationDetails, Partner

OTHER = "autre"
# What it is called with its article, in a question or on a button: « cette animation », « l’animation ».
WITH_ARTICLES = {
    Kind.INDIVIDUEL: ("cet accompagnement", "l’accompagnement"),
    Kind.COLLECTIF: ("cet atelier", "l’atelier"),
    Kind.ANIMATION: ("cette animation", "l’animation"),
    Kind.EVENEMENT: ("cet évènement", "l’évènement"),
    Kind.PARTENARIAT: ("ce partenariat", "le partenariat"),
}


def short(label: object) -> str:
    """The label without the examples in brackets that La Coop adds to it.

    >>> short("NEC local"), short("Une journée (séminaire, rencontre)")
    ('NEC local', 'Une journée')
    """
    return str(label).split(" (")[0]


def heading(activity: "Activity") -> str:
    """« Groupe de travail », « Recherche de subvention »: what it is called without a title. Reads `coordination`."""
    said = details_of(activity)
    if said is None:
        return str(activity.get_kind_display())
    named = {
        Kind.ANIMATION: lambda: _one(AnimationType, said.animation_type, said.animation_type_other, brief=True),
        Kind.EVENEMENT: lambda: _one(EventType, said.event_type, said.event_type_other, brief=True),
        Kind.PARTENARIAT: lambda: _some(PartnershipNature, said.partnership_natures, said.partnership_nature_other),
    }[Kind(activity.kind)]()
    return named or str(activity.get_kind_display())


def people_met(activity: "Activity") -> str:
    """« 5 médiateur·rices, 3 structures », « 120 participants », or nothing. Reads `coordination`."""
    said = details_of(activity)
    if said is None:
        return ""
    counted = [
        plural(said.mediators, "médiateur·rice") if said.mediators else "",
        plural(said.structures, "structure") if said.structures else "",
        plural(said.others, "autre acteur", "autres acteurs") if said.others else "",
        plural(said.participants, "participant") if said.participants is not None else "",
    ]
    return ", ".join(words for words in counted if words)


def facts(activity: "Activity") -> list[tuple[str, str]]:
    """(word, what is said) of all that coordination says but its people and partners; nothing for the rest."""
    said = details_of(activity)
    if said is None:
        return []
    lines = [
        ("Type d’animation", _one(AnimationType, said.animation_type, said.animation_type_other)),
        ("À l’initiative", _one(Initiative, said.initiative)),
        ("Thématiques", _some(AnimationTopic, said.animation_topics, said.animation_topic_other)),
        ("Type d’évènement", _one(EventType, said.event_type, said.event_type_other)),
        ("Organisé par", _some(Organiser, said.organisers, said.organiser_other)),
        ("Nature", _some(PartnershipNature, said.partnership_natures, said.partnership_nature_other)),
        ("Échelon territorial", _one(TerritorialLevel, said.territorial_level)),
    ]
    return [(word, value) for word, value in lines if value]


def counts(activity: "Activity") -> list[tuple[str, int]]:
    """(word, number) of each kind of people that this kind of activity counts, zeros included."""
    said = details_of(activity)
    if said is None:
        return []
    numbers = [
        ("Médiatrices et médiateurs numériques", said.mediators),
        ("Structures", said.structures),
        ("Autres acteurs", said.others),
        ("Participants", said.participants),
    ]
    return [(word, number) for word, number in numbers if number is not None]


def partner_type(partner: "Partner") -> str:
    """« Une association », or what was typed beside « Autre »."""
    return _one(Organiser, partner.type, partner.type_other)


def details_of(activity: "Activity") -> "CoordinationDetails | None":
    """None for an accompaniment, which has none."""
    return getattr(activity, "coordination", None) if Kind(activity.kind).of_coordination else None


def _one(nomenclature: type, code: str, other: str = "", *, brief: bool = False) -> str:
    if not code:
        return ""
    label = str(nomenclature(code).label)
    if code == OTHER and other:
        return other if brief else f"{label} : {other}"
    return short(label) if brief else label


def _some(nomenclature: type, codes: list[str], other: str = "") -> str:
    return ", ".join(_one(nomenclature, code, other if code == OTHER else "") for code in codes)
