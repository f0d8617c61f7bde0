"""Snapshot → Document: the same blocks for the screen, DOCX, ODT and PDF."""

import datetime as dt

from trame.ui import documents as doc
from trame.ui.typography import (
    MASK_BELOW,
    NBSP,
    NONE,
    date_long,
    hours,
    month_short,
    number,
    percent,
    period,
    plural,
    plural_word,
)

from . import masking, richtext
from .key_figures import key_figures_table
from .snapshot import FigureData, RowData, SectionData, Snapshot

MAX_BARS = 12


def compose(snapshot: Snapshot, *, draft: bool) -> doc.Document:
    """The document of a snapshot; a draft says so on its cover and shows the guidance of what is still to write."""
    blocks: list[doc.Block] = []
    for section in snapshot["sections"]:
        if section["kept"]:
            blocks += _section(section, snapshot, draft)
    blocks.append(doc.Note(_reading_note(snapshot)))
    taken_on = date_long(dt.date.fromisoformat(snapshot["taken_on"]))
    return doc.Document(
        title=f"Bilan d’activité de médiation numérique {snapshot['year']}",
        organisation=snapshot["organisation"],
        author=snapshot["organisation"],
        recipient=snapshot["recipient"],
        date_line=f"Chiffres arrêtés au {taken_on}",
        draft=draft,
        cover=doc.Cover(chart=_cover(snapshot)),
        blocks=tuple(blocks),
    )


def quote(snapshot: Snapshot, code: str, row_code: str = "") -> str:
    """A figure inside a sentence: « 1 284 », « 746 h 30 », « 497 (38,7 %) »; an unknown code says so."""
    figure = snapshot["figures"].get(code)
    if figure is None:
        return f"(chiffre inconnu : {code})"
    if not row_code:
        return masking.total_text(figure)
    row = next((row for row in figure["rows"] if row["code"] == row_code), None)
    if row is None:
        return "0"
    if row.get("shown"):
        return masking.row_text(row, figure)
    return f"{masking.row_text(row, figure)} ({percent(row['n'], figure['d'])})"


def chart_of(snapshot: Snapshot, code: str) -> doc.Chart | None:
    """The drawing of one breakdown; None when the code is unknown or nothing is stated."""
    figure = snapshot["figures"].get(code)
    if figure is None or not any(masking.is_stated(row) for row in figure["rows"] if not row["unknown"]):
        return None
    if code == "attendances_by_month":
        return _months(figure, snapshot)
    return _bars(code, figure)


def _section(section: SectionData, snapshot: Snapshot, draft: bool) -> list[doc.Block]:
    blocks: list[doc.Block] = [doc.Heading(1, f"{section['number']}. {section['title']}")]
    if section["html"]:
        html = richtext.shown(section["html"], lambda code, row: quote(snapshot, code, row))
        blocks.append(doc.RichText(html))
    elif draft:
        blocks.append(doc.Note(section["guidance"], title="À écrire"))
    blocks += _automatic(section["number"], snapshot)
    charts = [chart_of(snapshot, code) for code in section["figures"]]
    return blocks + [chart for chart in charts if chart]


def _automatic(number_: int, snapshot: Snapshot) -> list[doc.Block]:
    """What a section says by itself: the territory (1), the hours (3), the key figures (4)."""
    if number_ == 1:
        return [_territory(snapshot)]
    if number_ == 3:
        return [doc.Paragraph(_missions_sentence(snapshot))]
    if number_ == 4:
        return [_headlines(snapshot), key_figures_table(snapshot)]
    return []


def _territory(snapshot: Snapshot) -> doc.Table:
    territory = snapshot["territory"]
    rows = [
        ("Commune", territory["commune"], number(territory["population"])),
        ("Intercommunalité", territory["epci"] or "aucune", number(territory["epci_population"])),
        ("Département", territory["departement"], "—"),
        ("Région", territory["region"], "—"),
    ]
    return doc.Table(
        caption="Le territoire",
        header=("Échelle", "Nom", "Habitants"),
        rows=tuple(rows),
        numeric=frozenset({2}),
        note=f"{plural(territory['places'], 'lieu d’activité ouvert', 'lieux d’activité ouverts')}. "
        "Population des communes et population municipale des intercommunalités : Découpage administratif 2026, "
        "d’après l’Insee.",
    )


def _missions_sentence(snapshot: Snapshot) -> str:
    figures = snapshot["figures"]
    start, end = (dt.date.fromisoformat(snapshot["period"][key]) for key in ("start", "end"))
    individual, workshops = figures["individual_activities"]["n"], figures["workshops"]["n"]
    return (
        f"{period(start, end).capitalize()}, la structure a passé {hours(figures['minutes']['n'])} auprès des "
        f"habitants : {plural(individual, 'accompagnement individuel', 'accompagnements individuels')} et "
        f"{plural(workshops, 'atelier collectif', 'ateliers collectifs')}."
    )


def _headlines(snapshot: Snapshot) -> doc.Headlines:
    figures = snapshot["figures"]
    attendances, workshops, first = figures["attendances"], figures["workshops"], figures["first_times"]
    share = masking.total_share(first)
    share = "" if share == NONE else f"{share} des accompagnements"
    taking_part = figures["workshop_attendances"]
    base = f"{masking.total_text(taking_part)} {plural_word(taking_part['n'], 'participation', 'participations')}"
    return doc.Headlines(
        (
            doc.Headline(
                masking.total_text(attendances),
                "accompagnements",
                f"lors de {number(figures['activities']['n'])} activités",
            ),
            doc.Headline(number(workshops["n"]), "ateliers collectifs", base),
            doc.Headline(masking.total_text(first), "premières venues", share),
        )
    )


def _cover(snapshot: Snapshot) -> doc.Chart | None:
    months = [row for row in snapshot["figures"]["attendances_by_month"]["rows"] if row["code"]]
    if not any(masking.is_stated(row) for row in months):
        return None
    top = max(months, key=lambda row: row["n"])
    total = masking.total_text(snapshot["figures"]["attendances"])
    return doc.Chart(
        kind="weave",
        title="L’année, mois par mois",
        sentence=f"Un fil par mois, long comme le nombre d’accompagnements : {total} en tout.",
        rows=tuple(_month(row) for row in months),
        highlight=month_short(top["code"]),
    )


def _months(figure: FigureData, snapshot: Snapshot) -> doc.Chart:
    rows = tuple(_month(row) for row in figure["rows"])
    return doc.Chart(
        kind="months",
        title=figure["label"],
        sentence=f"{masking.base_text(figure)} accompagnements en {snapshot['year']}.",
        rows=rows,
        columns=("Mois", "Accompagnements", "Part"),
    )


def _bars(code: str, figure: FigureData) -> doc.Chart:
    """The first bars in the figure's own order; what is beyond is summed, except where answers overlap."""
    known = [row for row in figure["rows"] if masking.is_stated(row) and not row["unknown"]]
    shown, rest = known[:MAX_BARS], known[MAX_BARS:]
    rows = [_row(row, figure) for row in shown]
    if rest and not figure["multiple"]:
        rows.append(_rest(rest, figure))
    rows += [_row(row, figure) for row in figure["rows"] if row["unknown"] and masking.is_stated(row)]
    more = " Plusieurs réponses possibles." if figure["multiple"] else ""
    first = f" Les {MAX_BARS} premières réponses sur {len(known)}." if rest and figure["multiple"] else ""
    return doc.Chart(
        kind="parts" if code == "attendances_by_gender" else "bars",
        title=figure["label"],
        sentence=f"{figure['base'].rstrip('.')}\u00a0: {masking.base_text(figure)}.{more}{first}",
        rows=tuple(rows),
    )


def _row(row: RowData, figure: FigureData) -> doc.ChartRow:
    share = masking.row_share(row, figure)
    written = row.get("shown", "") or (masking.row_text(row, figure) if figure["unit"] == "minutes" else "")
    return doc.ChartRow(row["label"], row["n"], share, unknown=row["unknown"], value=written)


def _rest(rest: list[RowData], figure: FigureData) -> doc.ChartRow:
    label, total = f"{len(rest)} autres", sum(row["n"] for row in rest)
    if any(row.get("shown") for row in rest):
        return doc.ChartRow(label, 0, value="masqués")
    return doc.ChartRow(label, total, percent(total, figure["d"]))


def _month(row: RowData) -> doc.ChartRow:
    """A column is narrow: signs rather than words."""
    signs = {masking.FEWER: f"<{NBSP}{MASK_BELOW}", masking.MORE: f"≥{NBSP}{MASK_BELOW}", "": ""}
    return doc.ChartRow(month_short(row["code"]), row["n"], value=signs[row.get("shown", "")])


def _reading_note(snapshot: Snapshot) -> str:
    activities = plural(snapshot["figures"]["activities"]["n"], "activité saisie", "activités saisies")
    small = ""
    if masking.is_masked(snapshot):
        small = f" De 1 à {MASK_BELOW - 1}, un nombre de personnes est écrit «\u202f{masking.FEWER}\u202f»."
    return (
        "Un accompagnement est une personne reçue une fois : un atelier de dix personnes compte pour dix. "
        "« Non renseigné » est montré, jamais réparti. Les parts sont arrondies séparément : leur somme peut différer "
        f"de 100\u202f%. Source : Trame, {activities} par {snapshot['organisation']}.{small}"
    )
