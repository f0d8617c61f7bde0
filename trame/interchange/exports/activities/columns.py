"""The columns of the file of activities, as data: what heads each, its code, how it is read, what it means.

Labels to be read come first, then the same things as codes, for programs. Several values of one cell are parted by
« | », which no label holds.
"""

from trame.activity.words import procedure_in_words
from trame.reference.nomenclatures import (
    AccessMode,
    AnimationTopic,
    AnimationType,
    Autonomy,
    Channel,
    Connection,
    Equipment,
    EventType,
    HalfDay,
    Initiative,
    Kind,
    Level,
    Material,
    Organiser,
    Origin,
    PartnershipNature,
    Payment,
    PublicKind,
    Redirection,
    Setting,
    Skill,
    TerritorialLevel,
    Topic,
)

from .reading import (
    BETWEEN,
    LONG,
    NUMBER,
    SHORT,
    Column,
    Read,
    choice,
    commune,
    counters,
    epci,
    met,
    minutes,
    moment,
    of_coordination,
    participants,
    partners,
    people,
    place,
    procedure_codes,
    redirected,
    source,
    text,
    unmapped,
)

_WHEN_AND_WHERE = [
    Column(code="date", heading="Date", read=lambda line: line.activity.date, width=NUMBER),
    choice("kind", "Nature", Kind, width=26),
    minutes("minutes", "Durée", "Le temps avec les personnes, une fois par activité."),
    Column(code="organisation", heading="Structure", read=lambda line: line.activity.organisation.name, width=LONG),
    Column(code="mediator", heading="Enregistrée par", read=lambda line: str(line.activity.mediator)),
    text("title", "Titre", "De l’atelier, de l’évènement ou du partenariat."),
    choice("channel", "Canal", Channel),
    Column(code="place", heading="Lieu", read=place, width=LONG),
    Column(
        code="commune",
        heading="Commune",
        read=commune,
        codes=lambda line: line.activity.commune_id or "",
        meaning="Du lieu, ou du domicile ; à distance, celle de la structure. Son code est celui de l’Insee.",
    ),
    Column(
        code="departement",
        heading="Département",
        read=lambda line: line.activity.commune.departement_id if line.activity.commune else "",
        meaning="De la commune.",
        width=NUMBER,
    ),
    Column(
        code="epci",
        heading="Intercommunalité",
        read=epci,
        codes=lambda line: (line.activity.commune.epci_id or "") if line.activity.commune else "",
        meaning="De la commune ; son code est son SIREN.",
        width=LONG,
    ),
]
_SUBJECT = [
    choice("topics", "Thématiques", Topic, width=LONG),
    choice("secondary_topics", "En filigrane", Topic, "Thématiques abordées en passant, sans être le sujet.", LONG),
    text("procedure_name", "Nom de la démarche"),
    Column(
        code="procedures",
        heading="Démarches suivies",
        read=lambda line: BETWEEN.join(procedure_in_words(one) for one in line.procedures),
        codes=procedure_codes,
        meaning="Leurs codes : domaine, opérateur, manière, mandat, issue, raison du blocage, parties par une virgule.",
        width=LONG,
    ),
    choice("materials", "Matériel", Material),
    Column(
        code="tags",
        heading="Tags",
        read=lambda line: BETWEEN.join(line.tags),
        width=LONG,
    ),
]
_PARTICIPANTS = [
    people("participants", "Participants", participants, "Un atelier de 10 personnes : 10 accompagnements."),
    people("participants_suivis", "Dont personnes suivies", lambda line: len(line.attendances)),
    people("participants_sans_nom", "Dont comptées sans nom", lambda line: line.activity.anonymous_total),
    *counters("venue", "Venue non renseignée"),
    *counters("gender", "Genre non renseigné"),
    *counters("age", "Âge non renseigné"),
    *counters("status", "Statut non renseigné"),
    Column(
        code="residences",
        heading="Communes de résidence",
        read=lambda line: BETWEEN.join(f"{name} : {n}" for (_, name), n in line.residences),
        codes=lambda line: BETWEEN.join(f"{code}:{n}" for (code, _), n in line.residences),
        meaning="Combien de participants y vivent, quand c’est dit.",
        width=LONG,
    ),
]
_FACETS = [
    choice("autonomy", "Autonomie", Autonomy),
    choice("level", "Niveau", Level, "De l’atelier."),
    Column(code="redirected", heading="Orientée", read=redirected, meaning="« Oui », « Non », ou rien.", width=NUMBER),
    choice("redirection", "Orientation", Redirection, "Vers qui.", LONG),
    choice("public_kind", "Type de public", PublicKind),
    choice("origin", "Orientée par", Origin),
    choice("equipment_at_start", "Équipement au départ", Equipment),
    choice("connection_at_start", "Connexion au départ", Connection),
    choice("skill_at_start", "Aisance au départ", Skill),
    choice("skill_after", "Aisance après", Skill),
    choice("setting", "Cadre", Setting),
    choice("access_mode", "Accès", AccessMode),
    choice("payment", "Paiement", Payment),
    minutes("preparation_minutes", "Préparation"),
    minutes("travel_minutes", "Trajet"),
    minutes("coordination_minutes", "Coordination", "Le temps de coordination autour de cette activité."),
    choice("half_days", "Demi-journée", HalfDay),
]
_COORDINATION = [
    of_coordination("animation_type", "Type d’animation", AnimationType, "animation_type_other"),
    of_coordination("initiative", "À l’initiative", Initiative),
    of_coordination("animation_topics", "Thématiques d’animation", AnimationTopic, "animation_topic_other"),
    of_coordination("event_type", "Type d’évènement", EventType, "event_type_other"),
    of_coordination("organisers", "Organisé par", Organiser, "organiser_other"),
    of_coordination("partnership_natures", "Nature du partenariat", PartnershipNature, "partnership_nature_other"),
    of_coordination("territorial_level", "Échelon territorial", TerritorialLevel),
    met("mediators", "Médiatrices et médiateurs numériques"),
    met("structures", "Structures"),
    met("others", "Autres acteurs"),
    met("participants", "Participants de l’évènement"),
    Column(code="partners", heading="Structures partenaires", read=partners, width=LONG),
]
NOTES = Column(
    code="notes",
    heading="Notes",
    read=lambda line: line.notes,
    meaning="Là où vous accompagnez aujourd’hui. Elles peuvent nommer quelqu’un : gardez ce fichier pour vous.",
    width=60,
)
_RECORD = [
    moment("created_at", "Enregistrée le"),
    moment("updated_at", "Modifiée le"),
    Column(
        code="source",
        heading="Provenance",
        read=source,
        codes=lambda line: line.activity.source,
        meaning="De quel logiciel l’activité a été importée.",
    ),
    text("source_id", "Identifiant d’origine", "Dans ce logiciel.", SHORT),
    Column(
        code="unmapped_labels",
        heading="Libellés inconnus",
        read=unmapped,
        meaning="Mots du fichier importé que nos listes n’ont pas ; jamais comptés.",
        width=LONG,
    ),
    Column(
        code="identifiant",
        heading="Identifiant",
        read=lambda line: str(line.activity.client_uuid),
        meaning="De l’activité dans Trame ; le même d’un fichier à l’autre.",
        width=38,
    ),
]
READ = (*_WHEN_AND_WHERE, *_SUBJECT, *_PARTICIPANTS, *_FACETS, *_COORDINATION)


def columns(*, with_notes: bool) -> list[Column]:
    """Those of a file, in order: always the same ones, so that the files of two years stand one under the other."""
    read = [*READ, *([NOTES] if with_notes else []), *_RECORD]
    return [*read, *(_as_codes(column, column.codes) for column in read if column.codes)]


def _as_codes(column: Column, codes: Read) -> Column:
    return Column(
        code=f"{column.code}_code",
        heading=f"{column.heading} (code)",
        read=codes,
        meaning=f"« {column.heading} », pour un programme : ce code ne change pas.",
    )
