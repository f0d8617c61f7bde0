"""Each line of the indicators that professionals listed for a bilan d’activité, and the figures that answer it.

The list is that of the five workshops of 2022-2023 (« Réaliser un bilan d’activité et valoriser son action de médiation
numérique », part 3): what was done on one side, what it brought on the other. A line that no count answers says so.
"""

from dataclasses import dataclass

DONE, BROUGHT = "Réalisation", "Résultat"
EVALUATED = (
    "Aucun compte ne le mesure : c’est l’objet de l’évaluation de l’utilité sociale, par critères et témoignages."
)


@dataclass(frozen=True)
class SourceLine:
    """`codes`: the indicators that answer; `elsewhere`: what they do not say, and where it is said."""

    column: str
    text: str
    codes: tuple[str, ...] = ()
    elsewhere: str = ""


SOURCE_LINES = (
    SourceLine(DONE, "Nombre de personnes accompagnées", ("followed_people", "anonymous_attendances", "beneficiaries")),
    SourceLine(
        DONE,
        "Nombre d’accompagnements réalisés (individuels et collectifs)",
        ("attendances", "attendances_by_kind", "individual_activities", "workshop_attendances"),
    ),
    SourceLine(DONE, "Types de publics : âge", ("attendances_by_age",)),
    SourceLine(DONE, "Types de publics : genre", ("attendances_by_gender",)),
    SourceLine(
        DONE,
        "Types de publics : catégorie socioprofessionnelle",
        ("attendances_by_status",),
        "Le statut (en emploi, sans emploi, retraité, scolarisé) ; la catégorie de l’Insee n’est pas demandée.",
    ),
    SourceLine(DONE, "Types de publics : provenance géographique", ("attendances_by_residence", "residence_communes")),
    SourceLine(DONE, "Types de publics : acteurs privés ou particuliers", ("attendances_by_public_kind",)),
    SourceLine(
        DONE, "Types de publics : connexion", ("attendances_by_connection_at_start", "attendances_by_equipment")
    ),
    SourceLine(DONE, "Types de publics : niveau de compétence de départ", ("attendances_by_skill_at_start",)),
    SourceLine(
        DONE,
        "Nombre et types de partenariats en place",
        ("coordination_by_kind", "coordination_partners", "partnerships_by_nature", "partners_by_type"),
    ),
    SourceLine(DONE, "Réorientations des personnes : par qui sont orientés les publics", ("attendances_by_origin",)),
    SourceLine(DONE, "Réorientations des personnes : vers qui on oriente les publics", ("activities_by_redirection",)),
    SourceLine(
        DONE,
        "Thématiques principales d’accompagnement",
        ("attendances_by_topic", "attendances_by_any_topic", "attendances_by_tag"),
    ),
    SourceLine(
        DONE,
        "Lieux d’intervention",
        ("attendances_by_place", "attendances_by_commune", "attendances_by_channel", "active_places"),
    ),
    SourceLine(DONE, "Modalités d’accès aux accompagnements", ("attendances_by_access_mode", "attendances_by_payment")),
    SourceLine(DONE, "Nombre d’ateliers collectifs réalisés", ("workshops", "attendances_per_workshop")),
    SourceLine(
        DONE, "Cadre d’intervention : évènement, permanence, scolaire, itinérance…", ("attendances_by_setting",)
    ),
    SourceLine(
        BROUGHT,
        "Insertion professionnelle",
        ("attendances_by_topic",),
        "Le sujet abordé, non l’emploi trouvé : ce résultat relève de l’évaluation de l’utilité sociale.",
    ),
    SourceLine(
        BROUGHT,
        "Acquisition de compétences et autonomie",
        ("skill_progress", "attendances_by_skill_after", "activities_by_autonomy"),
        "Ce qui est noté pendant la séance ; ce qui dure relève de l’évaluation de l’utilité sociale.",
    ),
    SourceLine(BROUGHT, "Confiance et estime de soi", elsewhere=EVALUATED),
    SourceLine(BROUGHT, "Liens sociaux", elsewhere=EVALUATED),
    SourceLine(BROUGHT, "Partage de savoirs", elsewhere=EVALUATED),
    SourceLine(
        BROUGHT,
        "Limiter les risques de cyber-malveillance",
        ("attendances_by_topic",),
        "Le sujet abordé (prévention en sécurité numérique), non le risque évité : utilité sociale.",
    ),
    SourceLine(
        BROUGHT,
        "Accès aux droits > diminuer le non-recours",
        (
            "successful_procedures",
            "procedures_by_outcome",
            "successful_procedures_by_domain",
            "blocked_procedures_by_operator",
            "procedures_by_blocking",
        ),
        "L’issue des démarches suivies ; le non-recours du territoire relève de son portrait.",
    ),
    SourceLine(BROUGHT, "Accès à l’information", elsewhere=EVALUATED),
    SourceLine(
        BROUGHT,
        "Être un nouveau lieu ressource pour le territoire",
        ("attendances_by_origin", "first_times", "people_seen_again"),
        "Qui adresse, qui vient, qui revient ; ce que le lieu change relève de l’évaluation de l’utilité sociale.",
    ),
    SourceLine(
        BROUGHT,
        "Développement associatif",
        ("attendances_by_public_kind", "partners_by_type"),
        "Les associations accompagnées ou partenaires ; leur développement relève de l’utilité sociale.",
    ),
)
