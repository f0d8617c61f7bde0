"""Figures → Document: the A4 to read or to send, with every chart, its table and its definition."""

from __future__ import annotations

from html import escape

from trame.ui import documents as doc
from trame.ui.typography import NBSP, date_long, number, percent

from .definitions import definitions
from .drawn import chart_of
from .findings import counted_unit
from .gathered import Gathered, Part, Total

READING = (
    "Un accompagnement est une personne reçue une fois\u00a0: un atelier de dix personnes compte pour dix. "
    "«\u202fNon renseigné\u202f» est montré, jamais réparti. Les parts sont arrondies une à une\u00a0: leur somme peut "
    "différer de 100\u202f%."
)


def document_of(gathered: Gathered) -> doc.Document:
    """Large figures, sections, totals, definitions."""
    blocks: list[doc.Block] = []
    if gathered.headlines:
        blocks += [doc.Heading(1, "Les grands chiffres"), _headlines(gathered.headlines)]
    for part in gathered.parts:
        blocks += _part(part)
    blocks += [doc.Heading(1, "Définitions"), _definitions(gathered)]
    blocks.append(doc.Note(f"{READING} {gathered.source}."))
    return doc.Document(
        title="Statistiques de médiation numérique",
        organisation=gathered.organisation,
        author=gathered.organisation,
        subtitle=gathered.subtitle.removeprefix(f"{gathered.organisation}, "),
        date_line=f"Chiffres arrêtés au {date_long(gathered.made_on)}",
        blocks=tuple(blocks),
    )


def _headlines(totals: tuple[Total, ...]) -> doc.Headlines:
    items = (doc.Headline(total.value or total.said, total.label, total.detail) for total in totals)
    return doc.Headlines(tuple(items))


def _part(part: Part) -> list[doc.Block]:
    """A section; its totals in a table, then its charts."""
    blocks: list[doc.Block] = [doc.Heading(1, part.title)]
    if part.totals:
        blocks.append(_table(part.totals))
    return [*blocks, *(chart_of(block, block.name, block.chart.sentence) for block in part.blocks)]


def _table(totals: tuple[Total, ...]) -> doc.Table:
    """The column of shares is left out when no total is a share."""
    width = 3 if any(total.d is not None for total in totals) else 2
    rows = tuple(_total(total)[:width] for total in totals)
    header = ("Chiffre", "Nombre", "Part")[:width]
    return doc.Table(caption="En tout", header=header, rows=rows, numeric=frozenset({1, 2}))


def _total(total: Total) -> tuple[str, str, str]:
    if total.n is None:
        return (total.label, total.said, "")
    if total.mean is not None:
        return (total.label, total.value, total.detail)
    share = "" if total.d is None else f"{percent(total.n, total.d)} de {number(total.d)}"
    return (total.label, counted_unit(total.n, total.figure), share)


def _definitions(gathered: Gathered) -> doc.RichText:
    said = (
        (found.label, f"{found.definition} Base{NBSP}: {found.base} {found.state}") for found in definitions(gathered)
    )
    return doc.RichText(
        "".join(f"<p><strong>{escape(label)}.</strong> {escape(text.strip())}</p>" for label, text in said)
    )
