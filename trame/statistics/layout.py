"""What the page of statistics shows, section by section: which charts, under which titles, under which totals."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Asked:
    """A breakdown to draw: its code, the title above it and the heading of its table's first column."""

    code: str
    title: str
    heading: str
    kind: str = "bars"


# Section (code, title) → its lines; the charts of one line are side by side.
Lines: TypeAlias = tuple[tuple[Asked, ...], ...]
Layout: TypeAlias = dict[tuple[str, str], Lines]

OVERVIEW: Layout = {
    ("ensemble", "Vue d’ensemble"): (
        (Asked("attendances_by_kind", "Accompagnements individuels et en atelier", "Nature", "parts"),),
    ),
}
LAYOUT: Layout = {
    ("publics", "Publics"): (
        (Asked("attendances_by_gender", "Genre", "Genre", "parts"),),
        (Asked("attendances_by_age", "Âge", "Tranche"), Asked("attendances_by_status", "Statut", "Statut")),
        (Asked("attendances_by_residence", "Communes de résidence", "Commune"),),
    ),
    ("suivi", "Suivi des personnes"): (
        (
            Asked("followed_people_by_venue", "Personnes suivies : nouvelles ou connues", "Personnes", "parts"),
            Asked("anonymous_by_venue", "Anonymes : première venue ou non", "Venue", "parts"),
        ),
        (Asked("people_by_sessions", "Combien de fois les personnes viennent", "Venues"),),
    ),
    ("moyens", "Où, comment, combien de temps"): (
        (Asked("attendances_by_channel", "Canal", "Canal"), Asked("attendances_by_duration", "Durée", "Durée")),
        (Asked("attendances_by_place", "Lieux d’activité", "Lieu"),),
        (Asked("attendances_by_commune", "Communes d’activité", "Commune"),),
        (Asked("attendances_by_material", "Matériel", "Matériel"),),
    ),
    ("suites", "Autonomie et suites"): (
        (
            Asked("activities_by_autonomy", "Autonomie des personnes", "Autonomie"),
            Asked("activities_by_level", "Niveau des ateliers", "Niveau"),
        ),
        (
            Asked("attendances_by_origin", "Orientées par", "Par"),
            Asked("activities_by_redirection", "Réorientées vers", "Vers"),
        ),
    ),
    ("demarches", "Démarches suivies"): (
        (Asked("procedures_by_operator", "Organismes", "Organisme"),),
        (Asked("procedures_by_domain", "Domaines", "Domaine"), Asked("procedures_by_outcome", "Issues", "Issue")),
        (
            Asked("procedures_by_manner", "Manières", "Manière"),
            Asked("procedures_by_mandate", "Mandats, à la place de la personne", "Mandat"),
        ),
        (
            Asked("successful_procedures_by_domain", "Abouties, par domaine", "Domaine"),
            Asked("blocked_procedures_by_operator", "Bloquées, par organisme", "Organisme"),
        ),
        (Asked("procedures_by_blocking", "Ce qui bloque", "Raison"),),
    ),
    ("cadre", "Cadre et accès"): (
        (Asked("attendances_by_setting", "Cadre", "Cadre"), Asked("attendances_by_access_mode", "Accès", "Accès")),
        (
            Asked("attendances_by_payment", "Paiement", "Paiement"),
            Asked("attendances_by_public_kind", "Types de public", "Public"),
        ),
    ),
    ("depart", "Équipement et aisance"): (
        (
            Asked("attendances_by_equipment", "Équipement au départ", "Équipement"),
            Asked("attendances_by_connection_at_start", "Connexion au départ", "Connexion"),
        ),
        (
            Asked("attendances_by_skill_at_start", "Aisance au départ", "Aisance"),
            Asked("attendances_by_skill_after", "Aisance après", "Aisance"),
        ),
    ),
    ("temps", "Temps"): (
        (Asked("minutes_by_kind", "Temps individuel et en atelier", "Nature", "parts"),),
        (Asked("minutes_by_nature", "Temps par nature", "Nature"),),
    ),
    ("equipe", "Équipe et lieux"): (
        (Asked("attendances_by_mediator", "Accompagnements de chaque personne de l’équipe", "Personne"),),
        (
            Asked("activities_by_mediator", "Activités de chaque personne", "Personne"),
            Asked("minutes_by_mediator", "Temps de chaque personne", "Personne"),
        ),
        (
            Asked("activities_by_place", "Activités de chaque lieu", "Lieu"),
            Asked("minutes_by_place", "Temps de chaque lieu", "Lieu"),
        ),
        (Asked("attendances_by_organisation", "Accompagnements de chaque structure", "Structure"),),
        (
            Asked("activities_by_organisation", "Activités de chaque structure", "Structure"),
            Asked("minutes_by_organisation", "Temps de chaque structure", "Structure"),
        ),
    ),
    ("tags", "Tags"): ((Asked("attendances_by_tag", "", "Tag"),),),
}
COORDINATION: Layout = {
    ("coordination", "Coordination"): (
        (Asked("coordination_by_kind", "Nature", "Nature", "parts"),),
        (Asked("coordination_by_month", "Mois par mois", "Mois", "months"),),
        (
            Asked("animations_by_type", "Types d’animation", "Type"),
            Asked("animations_by_topic", "Thématiques des animations", "Thématique"),
        ),
        (
            Asked("animations_by_initiative", "Initiative des animations", "Initiative"),
            Asked("events_by_type", "Types d’évènement", "Type"),
        ),
        (
            Asked("events_by_organiser", "Organisateurs des évènements", "Organisateur"),
            Asked("events_by_level", "Échelon des évènements", "Échelon"),
        ),
        (
            Asked("partnerships_by_nature", "Nature des partenariats", "Nature"),
            Asked("partnerships_by_level", "Échelon des partenariats", "Échelon"),
        ),
        (Asked("partners_by_type", "Structures partenaires", "Ce qu’elles sont"),),
    ),
}
# Section → the totals above its charts.
TOTALS_OF = {
    "sujets": ("procedure_attendances",),
    "publics": ("anonymous_attendances", "beneficiaries", "residence_communes"),
    "suivi": ("people_seen_again", "sessions_per_person", "regular_people"),
    "moyens": ("active_places", "activity_communes", "attendances_per_workshop"),
    "demarches": ("procedures", "successful_procedures"),
    "depart": ("skill_progress",),
    "temps": (
        "activity_days", "half_days", "activity_weeks", "activities_per_week", "minutes_per_individual_activity",
        "minutes_per_workshop",
    ),
    "equipe": ("active_mediators",),
}  # fmt: skip
# The fewest known rows that make a chart worth drawing, where one says nothing new.
FEWEST_ROWS = dict.fromkeys(
    (
        "attendances_by_kind", "minutes_by_kind", "minutes_by_nature", "attendances_by_mediator",
        "activities_by_mediator", "minutes_by_mediator", "activities_by_place", "minutes_by_place",
    ),
    2,
)  # fmt: skip
# Breakdowns by structure: only where several are asked.
OF_STRUCTURES = ("attendances_by_organisation", "activities_by_organisation", "minutes_by_organisation")
