"""How an activity and its counters are said in French, the same on every screen."""

import datetime as dt
from typing import TYPE_CHECKING

from trame.reference.nomenclatures import AgeBand, Channel, Kind, Material, Status, Topic, stated
from trame.ui.typography import date_long, hours, joined

from .models.counters import counters_of

if TYPE_CHECKING:
    from .models import Activity, Beneficiary

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
    if code not in Topic.values:
        return code
    topic = Topic(code)
    first, *others = str(topic.label).split(" - ")
    return SHORT_TOPICS.get(topic, ", ".join([first, *(word if word in NAMES else word.lower() for word in others)]))


def heading(activity: "Activity") -> str:
    """What the activity is called: an atelier's title, else its topics, else its kind."""
    if activity.title:
        return activity.title
    return ", ".join(short_topic(code) for code in activity.topics) or str(activity.get_kind_display())


def whereabouts(activity: "Activity") -> str:
    """« Médiathèque de Pontivy », « À domicile, Malguénac », « À distance ». Reads `place` and `commune`."""
    if activity.place is not None:
        return activity.place.name
    if activity.channel == Channel.A_DISTANCE or activity.commune is None:
        return str(activity.get_channel_display())
    return f"{activity.get_channel_display()}, {activity.commune.name}"


def day_word(day: dt.date, today: dt.date) -> str:
    """« aujourd’hui », « hier », or « le 3 mars 2026 »."""
    return {0: "aujourd’hui", 1: "hier"}.get((today - day).days) or f"le {date_long(day)}"


def in_one_line(activity: "Activity", today: dt.date) -> str:
    """« E-mail, 30 min, aujourd’hui », for what is said after saving or deleting."""
    return f"{heading(activity)}, {hours(activity.minutes)}, {day_word(activity.date, today)}"


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
    ]
    return [(word, value) for word, value in said if value]


def known_facts(person: "Beneficiary") -> list[tuple[str, str]]:
    """(word, what is known) of a person followed; nothing for the rest. Reads `residence`."""
    age = COUNTER_LABELS.get(f"anonymous_age_{person.age_band}", "")
    said = [
        ("Genre", GENDERS.get(person.gender, "")),
        ("Née ou né en", str(person.birth_year or "")),
        ("Tranche d’âge", "" if person.birth_year else age),
        ("Statut", str(person.get_status_display() or "")),
        ("Commune", person.residence.name if person.residence else ""),
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
