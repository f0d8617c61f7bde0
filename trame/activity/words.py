"""How an activity and its counters are said in French, the same on every screen."""

import datetime as dt
from typing import TYPE_CHECKING

from trame.reference.nomenclatures import (
    AgeBand,
    Channel,
    Equipment,
    HalfDay,
    Kind,
    Mandate,
    Material,
    Status,
    Topic,
    stated,
)
from trame.ui.typography import date_long, hours, joined

from . import coordination_words, phones
from .models.counters import counters_of

if TYPE_CHECKING:
    from .models import Activity, Beneficiary, Procedure

# Shorter than the national labels, where a screen says them again and again.
SHORT_KINDS = {
    Kind.INDIVIDUEL: "Individuel",
    Kind.COLLECTIF: "Atelier",
    Kind.ANIMATION: "Animation",
    Kind.EVENEMENT: "Évènement",
    Kind.PARTENARIAT: "Partenariat",
}
SHORT_TOPICS = {Topic.AIDE_AUX_DEMARCHES: "Aide aux démarches", Topic.SECURITE: "Sécurité numérique"}
NAMES = {"Europe"}

VENUES = {"new": "Première venue", "known": "Déjà venue"}
GENDERS = {"feminin": "Femme", "masculin": "Homme"}
STATUSES = {"scolarise": "Scolarisés", "sans_emploi": "Sans emploi", "en_emploi": "En emploi", "retraite": "Retraités"}
COUNTER_LABELS = {
    "anonymous_new": "Premières venues",
    "anonymous_known": "Déjà venues",
    **{f"anonymous_gender_{code}": f"{label}s" for code, label in GENDERS.items()},
    **{f"anonymous_age_{band.value}": str(band.label).replace(" - ", " à ") for band in stated(AgeBand)},
    **{f"anonymous_status_{status.value}": STATUSES[status.value] for status in stated(Status)},
}


def short_topic(code: str) -> str:
    """« Aide aux démarches » for its code; an unknown code as it is."""
    return _SHORT_TOPICS.get(code, code)


def _shortened(topic: Topic) -> str:
    first, *others = str(topic.label).split(" - ")
    return SHORT_TOPICS.get(topic, ", ".join([first, *(word if word in NAMES else word.lower() for word in others)]))


# A page of the list, or a form, says hundreds of them.
_SHORT_TOPICS = {topic.value: _shortened(topic) for topic in Topic}


def heading(activity: "Activity") -> str:
    """What the activity is called: its title, else its topics (coordination: its type), else its kind."""
    if activity.title:
        return activity.title
    if Kind(activity.kind).of_coordination:
        return coordination_words.heading(activity)
    return ", ".join(short_topic(code) for code in activity.topics) or str(activity.get_kind_display())


def whereabouts(activity: "Activity") -> str:
    """« Médiathèque de Pontivy », « À domicile, Malguénac », « À distance »; nothing for coordination.

    Reads `place` and `commune`.
    """
    if activity.place is not None:
        return activity.place.name
    if activity.channel == Channel.A_DISTANCE or activity.commune is None:
        return str(activity.get_channel_display())
    return f"{activity.get_channel_display()}, {activity.commune.name}"


def where_or_who(activity: "Activity") -> str:
    """Where an accompaniment was; whom coordination met, which names no place."""
    return whereabouts(activity) or coordination_words.people_met(activity)


def circumstances(activity: "Activity") -> str:
    """« 30 min · Médiathèque de Pontivy », « 2 h · 5 médiateur·rices »: without what is not said."""
    lasted = "" if activity.minutes is None else hours(activity.minutes)
    return " · ".join(words for words in (lasted, where_or_who(activity)) if words)


def this_one(kind: str) -> str:
    """« cet atelier », « cette animation »."""
    return coordination_words.WITH_ARTICLES[Kind(kind)][0]


def the_one(kind: str) -> str:
    """« l’atelier », « l’animation »."""
    return coordination_words.WITH_ARTICLES[Kind(kind)][1]


def day_word(day: dt.date, today: dt.date) -> str:
    """« aujourd’hui », « hier », or « le 3 mars 2026 »."""
    return {0: "aujourd’hui", 1: "hier"}.get((today - day).days) or f"le {date_long(day)}"


def in_one_line(activity: "Activity", today: dt.date) -> str:
    """« E-mail, 30 min, aujourd’hui », for what is said after saving or deleting."""
    lasted = "" if activity.minutes is None else hours(activity.minutes)
    return ", ".join(words for words in (heading(activity), lasted, day_word(activity.date, today)) if words)


def counted(values: dict[str, int]) -> str:
    """« Femmes (8) et hommes (3) » for {counter field: number}; zeros are left out."""
    said = [f"{COUNTER_LABELS[name]} ({number})" for name, number in values.items() if number]
    return joined([said[0], *(word[0].lower() + word[1:] for word in said[1:])]) if said else ""


def facts(activity: "Activity") -> list[tuple[str, str]]:
    """(word, what is noted) for what an activity says besides its subject and place; nothing for the rest."""
    materials = ", ".join(str(Material(code).label) for code in activity.materials)
    said = [
        ("Matériel", materials),
        ("Autonomie", str(activity.get_autonomy_display() or "")),
        ("Niveau", str(activity.get_level_display() or "")),
        ("Orientation", _orientation(activity)),
        *facets_said(activity),
        *procedures_said(activity),
    ]
    return [(word, value) for word, value in said if value]


def facets_said(activity: "Activity") -> list[tuple[str, str]]:
    """(word, what is noted) for each optional facet; an empty text for what is not said."""
    equipment = [str(Equipment(code).label) for code in activity.equipment_at_start]
    return [
        ("Type de public", str(activity.get_public_kind_display() or "")),
        ("Orientée par", str(activity.get_origin_display() or "")),
        ("Équipement au départ", ", ".join(equipment)),
        ("Connexion au départ", str(activity.get_connection_at_start_display() or "")),
        ("Aisance au départ", str(activity.get_skill_at_start_display() or "")),
        ("Aisance après", str(activity.get_skill_after_display() or "")),
        ("Cadre", str(activity.get_setting_display() or "")),
        ("Accès", str(activity.get_access_mode_display() or "")),
        ("Paiement", str(activity.get_payment_display() or "")),
        ("En filigrane", ", ".join(short_topic(code) for code in activity.secondary_topics)),
        ("Préparation", _time(activity.preparation_minutes)),
        ("Trajet", _time(activity.travel_minutes)),
        ("Coordination", _time(activity.coordination_minutes)),
        ("Demi-journée", ", ".join(str(HalfDay(code).label) for code in activity.half_days)),
    ]


def _time(minutes: int | None) -> str:
    return "" if minutes is None else hours(minutes)


def procedures_said(activity: "Activity") -> list[tuple[str, str]]:
    """(« Suivi de la démarche », « CAF, logement · bloquée : pièce manquante »), numbered when they are several."""
    said = [procedure_in_words(procedure) for procedure in activity.procedures.all()]
    several = len(said) > 1
    return [(f"Suivi de la démarche{f' {rank}' if several else ''}", words) for rank, words in enumerate(said, start=1)]


def procedure_in_words(procedure: "Procedure") -> str:
    """« CAF, logement · bloquée : pièce manquante · avec la personne · mandat écrit »."""
    domain = short_topic(procedure.domain)
    operator = procedure.operator_other or str(procedure.get_operator_display() or "")
    about = ", ".join([operator, _lowered(domain)] if operator and domain else [operator or domain])
    blocking = procedure.blocking_other or _lowered(str(procedure.get_blocking_display() or ""))
    outcome = _lowered(str(procedure.get_outcome_display() or ""))
    manner, mandate = (str(procedure.get_manner_display() or ""), str(procedure.get_mandate_display() or ""))
    said = [
        about, f"{outcome} : {blocking}" if blocking else outcome, _lowered(manner),
        mandate if mandate == Mandate.AIDANTS_CONNECT.label else _lowered(mandate),
    ]  # fmt: skip
    return " · ".join(words for words in said if words)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def known_facts(person: "Beneficiary") -> list[tuple[str, str]]:
    """(word, what is known) of a person followed; nothing for the rest. Reads `residence`."""
    age = COUNTER_LABELS.get(f"anonymous_age_{person.age_band}", "")
    said = [
        ("Genre", GENDERS.get(person.gender, "")),
        ("Née ou né en", str(person.birth_year or "")),
        ("Tranche d’âge", "" if person.birth_year else age),
        ("Statut", str(person.get_status_display() or "")),
        ("Commune", person.residence.name if person.residence else ""),
        ("Téléphone", phones.shown(person.phone)),
        ("Adresse électronique", person.email),
        ("Pourquoi la suivre", person.purpose),
        ("Informée le", date_long(person.informed_on) if person.informed_on else ""),
        ("Suivie jusqu’au", date_long(person.follow_until) if person.follow_until else ""),
    ]
    return [(word, value) for word, value in said if value]


def _orientation(activity: "Activity") -> str:
    if activity.redirected is None:
        return ""
    return str(activity.get_redirection_display() or "Oui") if activity.redirected else "Non"


AXES = {"venue": "Venues", "gender": "Genre", "age": "Âge", "status": "Statut"}


def counters(activity: "Activity") -> list[tuple[str, str]]:
    """(« Genre », « Femmes (6), hommes (2), non renseigné (1) ») for each axis of which something is known."""
    lines = []
    for axis, word in AXES.items():
        values = {c.field: getattr(activity, c.field) for c in counters_of(axis)}
        if any(values.values()):
            unknown = activity.anonymous_total - sum(values.values())
            lines.append((word, counted(values) + (f", non renseigné ({unknown})" if unknown else "")))
    residences = list(activity.anonymous_residences.select_related("commune").order_by("-n", "commune__search_key"))
    if residences:
        unknown = activity.anonymous_total - sum(residence.n for residence in residences)
        named = joined([f"{residence.commune} ({residence.n})" for residence in residences])
        lines.append(("Résidence", named + (f", non renseigné ({unknown})" if unknown else "")))
    return lines
