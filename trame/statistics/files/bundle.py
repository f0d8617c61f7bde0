"""Figures → Package: one CSV per chart, described column by column, for who computes further."""

from __future__ import annotations

from collections.abc import Iterable

from trame.ui.sheets.package import Field, Package, Resource
from trame.ui.sheets.writing import CsvCell
from trame.ui.typography import NBSP, typeset

from ..export import percentage
from .definitions import definitions
from .findings import of_base
from .gathered import MASKED, Block, Gathered, Line, Total

TOTALS = (
    Field("code", "Code du chiffre", key=True, required=True),
    Field("chiffre", "Nom du chiffre", required=True),
    Field("n", "Valeur", "integer", "Dans l’unité de la ligne ; le temps est en minutes.", least=0),
    Field("unite", "Unité", required=True),
    Field("d", "Base", "integer", "Ce dont la valeur est une partie, quand elle en est une.", least=0),
    Field("part", "Part de la base (%)", "number", "n ÷ d, en pourcentage, à une décimale.", least=0),
    Field("autre_periode", "Autre période", "integer", "Celle que la page compare, quand il y a de quoi.", least=0),
    Field("a_savoir", "À savoir", description="Pourquoi la valeur manque : masquée, ou impossible à calculer."),
)
DEFINITIONS = (
    Field("code", "Code du chiffre", key=True, required=True),
    Field("chiffre", "Nom du chiffre", required=True),
    Field("definition", "Définition", required=True),
    Field("unite", "Unité", required=True),
    Field("base", "Base", required=True),
    Field("non_renseigne", "Ce qui n’est pas renseigné"),
    Field("version", "Version de la définition", "integer", required=True, least=1),
    Field("source", "Source"),
    Field("a_savoir", "À savoir"),
)


def package_of(gathered: Gathered) -> Package:
    """`totaux`, `definitions`, and one file per chart of the page."""
    return Package(
        name=f"statistiques-{gathered.start}-{gathered.end}",
        title=f"Statistiques de {gathered.organisation}, {gathered.period}",
        description=f"{gathered.subtitle}. Chiffres arrêtés au {gathered.made_on:%d/%m/%Y}.",
        made_on=gathered.made_on,
        missing=(MASKED,),
        read_me=_read_me(gathered),
        sources=(f"Trame, saisies de {gathered.organisation}",),
        resources=(_totals(gathered), *(_block(block) for block in gathered.blocks), _definitions(gathered)),
    )


def _totals(gathered: Gathered) -> Resource:
    rows = tuple(_total(total) for total in gathered.totals)
    return Resource(name="totaux", title="Tous les totaux", fields=TOTALS, rows=rows)


def _total(total: Total) -> tuple[CsvCell, ...]:
    n: CsvCell = MASKED if total.n is None and total.figure.masked else total.n
    figure = total.figure
    if total.mean is not None:
        mean = f"Moyenne{NBSP}: {total.value}"
        return (figure.code, typeset(figure.label), n, figure.indicator.n_unit, total.d, None, None, mean)
    share = percentage(total.n, figure.d) if total.d is not None else None
    return (
        figure.code,
        typeset(figure.label),
        n,
        figure.unit,
        total.d,
        share,
        total.before,
        total.said,
    )


def _block(block: Block) -> Resource:
    compared = block.chart.has_before
    rows = tuple(_row(line, block, compared=compared) for line in block.lines)
    return Resource(
        name=block.code,
        title=block.full_name,
        fields=tuple(_fields(block)),
        rows=rows,
        description=block.chart.sentence,
    )


def _fields(block: Block) -> Iterable[Field]:
    base = of_base(block.figure)
    yield Field("code", "Code", description="Vide pour ce qui n’est pas renseigné, sauf code de la nomenclature.")
    yield Field("libelle", block.chart.heading, required=True)
    unit = "minutes" if block.in_minutes else block.figure.unit
    yield Field("n", unit.capitalize(), "integer", f"« {MASKED} » : ce nombre n’est dit à personne.", least=0)
    yield Field("part", f"Part {base} (%)", "number", "À une décimale.", least=0)
    if block.figure.indicator.multiple:
        yield Field("part_des_mentions", "Part des mentions (%)", "number", "À une décimale.", least=0)
    if block.chart.has_before:
        yield Field("autre_periode", block.chart.before_label, "integer", "Le même mois de l’autre période.", least=0)
    if block.chart.previous_label:
        yield Field("autre_periode", block.chart.previous_label, "integer", least=0)
    yield Field("non_renseigne", "Est ce qui n’est pas renseigné", "boolean", required=True)


def _row(line: Line, block: Block, *, compared: bool) -> tuple[CsvCell, ...]:
    figure = block.figure
    share = None if line.share is None else percentage(line.n, figure.d)
    cells: list[CsvCell] = [line.code, line.label, MASKED if line.n is None else line.n, share]
    if figure.indicator.multiple:
        cells.append(None if line.second_share is None else percentage(line.n, figure.mentions))
    if compared:
        cells.append(MASKED if line.before is None else line.before)
    if block.chart.previous_label:
        cells.append(line.previous)
    return (*cells, line.unknown)


def _definitions(gathered: Gathered) -> Resource:
    rows = tuple(
        (found.code, found.label, found.definition, found.unit, found.base, found.unknown_rule, found.version,
         found.source, found.state)
        for found in definitions(gathered)
    )  # fmt: skip
    return Resource(name="definitions", title="Définitions", fields=DEFINITIONS, rows=rows)


def _read_me(gathered: Gathered) -> str:
    files = "\n".join(f"- {block.code}.csv : {block.full_name}" for block in gathered.blocks)
    return (
        f"{gathered.subtitle}\nChiffres arrêtés au {gathered.made_on:%d/%m/%Y}.\n\n"
        "Un fichier CSV par graphique de la page (points-virgules, virgule décimale, UTF-8) :\n\n"
        f"- totaux.csv : tous les totaux\n{files}\n- definitions.csv : ce que chaque chiffre compte\n\n"
        "datapackage.json décrit chaque colonne (Table Schema). « Non renseigné » est une ligne à part, jamais "
        "répartie.\n"
    )
