"""Each line of the list of indicators that professionals made has its answer, or says where it will be answered."""

import pytest

from trame.statistics.documentation import document
from trame.statistics.indicators import INDICATORS
from trame.statistics.source_lines import BROUGHT, DONE, SOURCE_LINES, SourceLine

# As the source writes them; a line that asks for several things is cut where it enumerates them.
REALISATION = [
    "Nombre de personnes accompagnées",
    "Nombre d’accompagnements réalisés (individuels et collectifs)",
    "Types de publics : âge",
    "Types de publics : genre",
    "Types de publics : catégorie socioprofessionnelle",
    "Types de publics : provenance géographique",
    "Types de publics : acteurs privés ou particuliers",
    "Types de publics : connexion",
    "Types de publics : niveau de compétence de départ",
    "Nombre et types de partenariats en place",
    "Réorientations des personnes : par qui sont orientés les publics",
    "Réorientations des personnes : vers qui on oriente les publics",
    "Thématiques principales d’accompagnement",
    "Lieux d’intervention",
    "Modalités d’accès aux accompagnements",
    "Nombre d’ateliers collectifs réalisés",
    "Cadre d’intervention : évènement, permanence, scolaire, itinérance…",
]
RESULTAT = [
    "Insertion professionnelle",
    "Acquisition de compétences et autonomie",
    "Confiance et estime de soi",
    "Liens sociaux",
    "Partage de savoirs",
    "Limiter les risques de cyber-malveillance",
    "Accès aux droits > diminuer le non-recours",
    "Accès à l’information",
    "Être un nouveau lieu ressource pour le territoire",
    "Développement associatif",
]


def test_every_line_of_both_columns_is_there_in_its_order() -> None:
    assert [line.text for line in SOURCE_LINES if line.column == DONE] == REALISATION
    assert [line.text for line in SOURCE_LINES if line.column == BROUGHT] == RESULTAT


@pytest.mark.parametrize("line", SOURCE_LINES, ids=lambda line: line.text)
def test_a_line_is_answered_by_known_figures_or_says_why_not(line: SourceLine) -> None:
    codes, elsewhere = line.codes, line.elsewhere
    assert set(codes) <= set(INDICATORS)
    assert codes or elsewhere
    assert not elsewhere or elsewhere.endswith(".")


def test_what_was_done_is_counted_and_what_it_brought_never_only_counted() -> None:
    assert all(line.codes for line in SOURCE_LINES if line.column == DONE)
    assert all(line.elsewhere for line in SOURCE_LINES if line.column == BROUGHT)


def test_the_document_has_the_table() -> None:
    text = document()
    assert "| Résultat | Confiance et estime de soi | aucun | Aucun compte ne le mesure" in text
    assert text.count("\n| Réalisation |") == len(REALISATION)
    assert text.count("\n| Résultat |") == len(RESULTAT)
