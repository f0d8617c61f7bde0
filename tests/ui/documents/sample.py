"""One document with every block, whose figures are written here by hand."""

from trame.ui.documents import (
    Chart,
    ChartRow,
    Cover,
    Document,
    Heading,
    Headline,
    Headlines,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    RichText,
    Table,
)

# A PNG of one red pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
MONTHS = ("janv.", "févr.", "mars", "avr.")
COUNTS = (118, 109, 142, 41)
WEAVE = Chart(
    "weave",
    "Accompagnements par mois",
    "Un fil par mois, long comme le nombre d’accompagnements.",
    tuple(ChartRow(label, n) for label, n in zip(MONTHS, COUNTS, strict=True)),
    highlight="mars",
    columns=("Mois", "Accompagnements", ""),
)
TOPICS = Chart(
    "bars",
    "Thématiques",
    "% des accompagnements, plusieurs réponses possibles",
    (
        ChartRow("Aide aux démarches", 1497, "38,7\u202f%"),
        ChartRow("E-mail", 214, "16,7\u202f%"),
        ChartRow("Non renseigné", 2000, "4,2\u202f%", unknown=True),
    ),
    columns=("Thématique", "Accompagnements", "Part"),
)
GENDERS = Chart(
    "parts",
    "Genre",
    "% des accompagnements",
    (ChartRow("Femmes", 741, "60,2\u202f%"), ChartRow("Hommes", 489, "39,8\u202f%")),
    columns=("Genre", "Accompagnements", "Part"),
)
COLUMNS = Chart("months", "Mois par mois", "Nombre d’accompagnements", WEAVE.rows, columns=("Mois", "Nombre", ""))
ACTIVITY = Table(
    "Activité de l’année",
    ("Mesure", "2026", "2025"),
    (
        ("Accompagnements", "1\u202f284", "1\u202f149"),
        ("dont individuels", "812", "749"),
        ("Heures", "746\u00a0h\u00a030", "691\u00a0h\u00a000"),
    ),
    numeric=frozenset({1, 2}),
    indented=frozenset({1}),
    note="Chaque activité compte une fois.",
)
RICH = (
    "<p>Voir le <a href='https://exemple.fr/projet'>projet</a>, <strong>voté</strong> et <em>engagé</em>.</p>"
    "<h3>Ce qui change</h3><ul><li>Une permanence<ol><li>le lundi</li></ol></li><li>Un atelier</li></ul>"
    "<blockquote><p>On est reçu.</p></blockquote>"
)
DOCUMENT = Document(
    title="Bilan d’activité\nde médiation 2026",
    organisation="La Navette, Pontivy",
    recipient="Pontivy Communauté",
    date_line="Chiffres arrêtés au 24 novembre 2026",
    author="Nolwenn Riou",
    draft=True,
    cover=Cover(WEAVE),
    blocks=(
        Heading(1, "1. La structure"),
        RichText(RICH),
        Heading(2, "L’équipe"),
        Paragraph("Deux médiatrices\nà temps plein."),
        Quote("Maintenant j’écris à mes petits-enfants.", "Une participante"),
        Picture(PIXEL, "La salle des ateliers", "La salle"),
        Heading(1, "2. Les chiffres"),
        Headlines(
            (
                Headline("1\u202f284", "accompagnements", "1\u202f149 en 2025"),
                Headline("61", "ateliers"),
                Headline("86,9\u202f%", "des démarches menées à terme", "392 sur 451"),
                Headline("9", "communes"),
            )
        ),
        ACTIVITY,
        TOPICS,
        GENDERS,
        COLUMNS,
        Note("Un accompagnement est une personne reçue une fois."),
        PageBreak(),
        Heading(1, "3. L’année"),
        Heading(2, "Mois"),
        Heading(3, "Détail"),
        WEAVE,
    ),
)
CHARTS = (TOPICS, GENDERS, COLUMNS, WEAVE)
HEADINGS = [
    (1, "1. La structure"),
    (2, "Ce qui change"),
    (2, "L’équipe"),
    (1, "2. Les chiffres"),
    (1, "3. L’année"),
    (2, "Mois"),
    (3, "Détail"),
]
FIGURES = (
    "1\u202f284", "1\u202f149 en 2025", "61", "86,9\u202f%", "392 sur 451", "812", "746\u00a0h\u00a030",
    "1\u202f497", "38,7\u202f%", "214", "2\u202f000", "741", "60,2\u202f%", "489", "118", "142", "41",
)  # fmt: skip
