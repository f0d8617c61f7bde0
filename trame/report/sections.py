"""The nine sections of a bilan, declared: what each is for and which figures it shows unless told otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SectionKind:
    """`figures`: codes of the indicators quoted under the text when the report is new."""

    number: int
    slug: str
    title: str
    guidance: str
    figures: tuple[str, ...] = ()


SECTION_KINDS: tuple[SectionKind, ...] = (
    SectionKind(
        1,
        "contexte",
        "Le contexte territorial",
        "Dites où vous travaillez et ce dont les habitants y ont besoin : distances, services, âges, équipement.",
        ("attendances_by_commune", "attendances_by_residence"),
    ),
    SectionKind(
        2,
        "projet",
        "Le projet de médiation numérique",
        "Racontez qui porte la médiation, depuis quand, et ce qu’elle cherche à changer.",
    ),
    SectionKind(
        3,
        "missions",
        "Les missions",
        "Décrivez ce que vous faites : permanences, ateliers, visites à domicile, animation, coordination.",
        ("attendances_by_channel", "attendances_by_duration", "attendances_by_place"),
    ),
    SectionKind(
        4,
        "chiffres",
        "Les chiffres clés",
        "Commentez en deux phrases ce que l’année a de particulier : les tableaux et graphiques sont déjà là.",
        (
            "attendances_by_month",
            "attendances_by_topic",
            "attendances_by_gender",
            "attendances_by_age",
            "attendances_by_status",
            "attendances_by_material",
        ),
    ),
    SectionKind(
        5,
        "qualitatif",
        "Le bilan qualitatif",
        "Montrez ce que les actions ont changé, pour les personnes et le territoire ; les témoignages y ont place.",
        ("activities_by_autonomy",),
    ),
    SectionKind(
        6,
        "partenaires",
        "Les partenaires",
        "Nommez les structures avec qui vous avez travaillé, et vers qui vous orientez les personnes.",
        ("activities_by_redirection",),
    ),
    SectionKind(
        7,
        "communication",
        "La communication",
        "Listez ce qui vous a fait connaître : affiches, presse, bulletin municipal, réseaux.",
    ),
    SectionKind(
        8,
        "perspectives",
        "Les perspectives",
        "Dites ce que vous ferez l’an prochain : ce qui continue, ce qui change, ce qu’il faudrait.",
    ),
    SectionKind(
        9,
        "financier",
        "Le bilan financier",
        "Donnez les charges et les produits si votre lecteur les attend ; sinon, écartez cette partie.",
    ),
)
KIND_BY_NUMBER = {kind.number: kind for kind in SECTION_KINDS}
