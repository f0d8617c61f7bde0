"""Figures → charts: which words and percentages go with each breakdown."""

from collections.abc import Callable

from trame.ui.charts import Chart
from trame.ui.charts import Row as ChartRow
from trame.ui.typography import hours, month_label, month_short, percent, plural, typeset

from .figures import Figure, Row
from .periods import Period

MONTHS_DRAWN = 24
BARS_DRAWN = 8

SHARE_OF_BASE = {
    "accompagnements": "% des accompagnements",
    "activités": "% des activités",
    "démarches": "% des démarches",
    "minutes": "% du temps",
    "animations": "% des animations",
    "structures": "% des structures",
}
# What a base counts, by its code, where it is not all accompaniments.
ALONE = ("accompagnement individuel", "accompagnements individuels")
COUNTED = {
    "individual_activities": ALONE,
    "individual_attendances": ALONE,
    "procedures": ("démarche", "démarches"),
    "procedures_in_place_of": (
        "démarche faite à la place de la personne",
        "démarches faites à la place de la personne",
    ),
    "blocked_procedures": ("démarche bloquée", "démarches bloquées"),
    "coordination_activities": ("activité de coordination", "activités de coordination"),
    "animations": ("animation", "animations"),
    "partners": ("structure partenaire", "structures partenaires"),
}


def bars_of(
    figure: Figure, title: str, heading: str, *, wide: bool, keep: Callable[[Row], bool] = lambda row: True
) -> Chart:
    """Bars of a breakdown, with its table; `keep` leaves out the rows that another chart shows."""
    rows = [_row(figure, row) for row in figure.rows if keep(row)]
    return Chart(
        code=figure.code,
        rows=rows,
        title=title,
        caption=figure.label,
        sentence=sentence_of(figure),
        heading=heading,
        n_heading="Temps" if figure.unit == "minutes" else figure.unit.capitalize(),
        share_heading=SHARE_OF_BASE[figure.unit],
        second_share_heading="% des mentions" if figure.indicator.multiple else "",
        total=figure.d if figure.mentions + figure.unknown == figure.d and figure.unit != "minutes" else None,
        wide=wide,
        limit=BARS_DRAWN if len(rows) > BARS_DRAWN + 1 else 0,
    )


def sentence_of(figure: Figure) -> str:
    """The base, and what makes the parts exceed it: « Part des 1 284 accompagnements… »."""
    if figure.unit == "minutes":
        return f"Part du temps noté, {hours(figure.d)} en tout."
    what = COUNTED.get(figure.indicator.base.code, ("accompagnement", "accompagnements"))
    sentence = f"Part {'des' if figure.d > 1 else 'de'} {plural(figure.d, *what)}"
    if not figure.indicator.multiple:
        return f"{sentence}."
    return f"{sentence}. Un accompagnement peut être dans plusieurs lignes : le total peut dépasser 100 %."


def _row(figure: Figure, row: Row) -> ChartRow:
    return ChartRow(
        code=row.code,
        label=typeset(row.label),
        n=row.n,
        share=percent(row.n, figure.d),
        second_share=percent(row.n, figure.mentions) if figure.indicator.multiple and not row.unknown else None,
        unknown=row.unknown,
        value=hours(row.n) if figure.unit == "minutes" else "",
    )


def months_of(figure: Figure, before: Figure | None, period: Period) -> Chart:
    """Columns by month, with the same months one year earlier when there is something to compare."""
    earlier = {_next_year(row.code): row.n for row in before.rows} if before else {}
    year = period.end.year
    one_year = period.start.year == year
    return Chart(
        code=figure.code,
        caption="Accompagnements par mois",
        sentence=_busiest(figure),
        heading="Mois",
        n_heading="Accompagnements",
        now_label=str(year) if one_year else "Période choisie",
        before_label="" if not before else f"même mois de {year - 1}" if one_year else "même mois, un an avant",
        total=figure.d,
        note=_cut(period, compared=before is not None),
        rows=[
            ChartRow(
                code=row.code,
                label=row.label,
                n=row.n,
                before=earlier.get(row.code, 0) if before else None,
                short_label=month_short(row.code),
            )
            for row in figure.rows
        ],
    )


def _next_year(month: str) -> str:
    return f"{int(month[:4]) + 1:04d}{month[4:]}"


def _busiest(figure: Figure) -> str:
    top = max(figure.rows, key=lambda row: row.n)
    share = percent(top.n, figure.d)
    return f"Mois le plus chargé : {top.label}, avec {plural(top.n, 'accompagnement')}, soit {share} du total."


def _cut(period: Period, compared: bool) -> str:
    if not period.cuts_last_month:
        return ""
    month = month_label(f"{period.end:%Y-%m}").split()[0].capitalize()
    return f"{month} s’arrête au {period.end.day}{', pour les deux années' if compared else ''}."
