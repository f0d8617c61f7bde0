"""Figures → charts: which words and percentages go with each breakdown."""

import datetime as dt
from collections.abc import Callable

from trame.ui.charts import Chart
from trame.ui.charts import Row as ChartRow
from trame.ui.typography import date_long, hours, joined, month_label, month_short, number, percent, plural, typeset

from .comparing import Beside
from .comparisons import PREVIOUS, Comparison
from .figures import Figure, Row
from .periods import Period, days_told

MONTHS_DRAWN = 24
BARS_DRAWN = 8
MASKED = "masqué"
MOST_NAMED = 3  # months named when they are equal

SHARE_OF_BASE = {
    "accompagnements": "% des accompagnements",
    "activités": "% des activités",
    "démarches": "% des démarches",
    "minutes": "% du temps",
    "animations": "% des animations",
    "évènements": "% des évènements",
    "partenariats": "% des partenariats",
    "structures": "% des structures",
    "personnes": "% des personnes",
    "ateliers": "% des ateliers",
}
# What a base counts, by its code, where it is not all accompaniments.
ALONE = ("accompagnement individuel", "accompagnements individuels")
COUNTED = {
    "activities": ("activité", "activités"),
    "workshops": ("atelier", "ateliers"),
    "activity_weeks": ("semaine d’activité", "semaines d’activité"),
    "followed_people": ("personne suivie", "personnes suivies"),
    "anonymous_attendances": ("accompagnement anonyme", "accompagnements anonymes"),
    "events": ("évènement", "évènements"),
    "partnerships": ("partenariat", "partenariats"),
    "individual_activities": ALONE,
    "individual_attendances": ALONE,
    "procedures": ("démarche", "démarches"),
    "procedures_in_place_of": (
        "démarche faite à la place de la personne",
        "démarches faites à la place de la personne",
    ),
    "blocked_procedures": ("démarche bloquée", "démarches bloquées"),
    "successful_procedures": ("démarche aboutie", "démarches abouties"),
    "coordination_activities": ("activité de coordination", "activités de coordination"),
    "animations": ("animation", "animations"),
    "partners": ("structure partenaire", "structures partenaires"),
}


# Who is in several rows, by unit.
SEVERAL = {"animations": "Une animation", "évènements": "Un évènement", "partenariats": "Un partenariat"}


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
        second_share_heading="% des mentions" if figure.indicator.multiple and not _hides_some(figure) else "",
        total=figure.d if _adds_up(figure) and figure.unit != "minutes" else None,
        wide=wide,
        limit=BARS_DRAWN if len(rows) > BARS_DRAWN + 1 else 0,
    )


def _hides_some(figure: Figure) -> bool:
    return any(row.masked for row in figure.rows)


def _adds_up(figure: Figure) -> bool:
    """Whether the rows make the base; masked ones are counted in it."""
    if _hides_some(figure):
        return not figure.indicator.multiple
    return figure.mentions + figure.unknown == figure.d


def sentence_of(figure: Figure) -> str:
    """The base, and what makes the parts exceed it: « Part des 1 284 accompagnements… »."""
    if figure.unit == "minutes":
        which = "noté" if figure.indicator.base.code == "time_noted" else "d’activité"
        return f"Part du temps {which}, {hours(figure.d)} en tout."
    what = COUNTED.get(figure.indicator.base.code, ("accompagnement", "accompagnements"))
    sentence = f"Part {'des' if figure.d > 1 else 'de'} {plural(figure.d, *what)}"
    if not figure.indicator.multiple:
        return f"{sentence}."
    who = SEVERAL.get(figure.unit, "Un accompagnement")
    return f"{sentence}. {who} peut être dans plusieurs lignes : le total peut dépasser 100 %."


def _row(figure: Figure, row: Row) -> ChartRow:
    if row.masked:
        return ChartRow(code=row.code, label=typeset(row.label), n=0, unknown=row.unknown, value=MASKED, masked=True)
    mentions = figure.indicator.multiple and not _hides_some(figure)
    return ChartRow(
        code=row.code,
        label=typeset(row.label),
        n=row.n,
        share=percent(row.n, figure.d),
        second_share=percent(row.n, figure.mentions) if mentions and not row.unknown else None,
        unknown=row.unknown,
        value=hours(row.n) if figure.unit == "minutes" else "",
    )


def months_of(figure: Figure, beside: Beside, period: Period) -> Chart:
    """Columns by month, with the same months of the other period when there is something to compare."""
    before = beside.of(figure) if beside.comparison and beside.comparison.months else None
    months = beside.comparison.months if beside.comparison else 0
    earlier = {month_after(row.code, months): row.n for row in before.rows} if before else {}
    one_year = period.start.year == period.end.year
    return Chart(
        code=figure.code,
        caption=figure.label,
        sentence=_busiest(figure),
        heading="Mois",
        n_heading=figure.unit.capitalize(),
        now_label=str(period.end.year) if one_year else "Période choisie",
        before_label=_before_label(beside.comparison, period) if before else "",
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


def _before_label(comparison: Comparison | None, period: Period) -> str:
    if comparison is not None and comparison.mode == PREVIOUS:
        return "période d’avant, mois pour mois"
    return f"même mois de {period.end.year - 1}" if period.start.year == period.end.year else "même mois, un an avant"


def month_after(month: str, months: int) -> str:
    """« 2024-11 », 3 → « 2025-02 »."""
    year, rank = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + months, 12)
    return f"{year:04d}-{rank + 1:02d}"


def _busiest(figure: Figure) -> str:
    most = max(row.n for row in figure.rows)
    first = [row.label for row in figure.rows if row.n == most]
    counted = plural(most, figure.unit.removesuffix("s"), figure.unit)
    if len(first) == 1:
        return f"Mois le plus chargé : {first[0]}, avec {counted}, soit {percent(most, figure.d)} du total."
    named = joined(first) if len(first) <= MOST_NAMED else f"{number(len(first))} à égalité"
    return f"Mois les plus chargés : {named}, avec {counted} chacun."


def days_of(figure: Figure, period: Period) -> Chart:
    """Columns by day, and on how many of them there was something."""
    start, _ = days_told(period.start, period.end)
    active = sum(row.n > 0 for row in figure.rows)
    counted = f"{plural(figure.d, 'accompagnement')} en {plural(active, 'jour')} sur {number(len(figure.rows))}"
    return Chart(
        code=figure.code,
        title="Jour par jour" if start == period.start else f"Les {len(figure.rows)} derniers jours",
        caption=figure.label,
        sentence=f"{counted}." if start == period.start else f"{counted}, depuis le {date_long(start)}.",
        heading="Jour",
        n_heading=figure.unit.capitalize(),
        total=figure.d,
        rows=[
            ChartRow(code=row.code, label=row.label, n=row.n, short_label=_of_a_monday(row.code)) for row in figure.rows
        ],
    )


def _of_a_monday(day: str) -> str:
    """« 24 nov. » for a Monday; the other days are not written under their column."""
    date = dt.date.fromisoformat(day)
    return "" if date.weekday() else f"{date.day} {month_short(day[:7])}"


def _cut(period: Period, compared: bool) -> str:
    if not period.cuts_last_month:
        return ""
    month = month_label(f"{period.end:%Y-%m}").split()[0].capitalize()
    return f"{month} s’arrête au {period.end.day}{', pour les deux périodes' if compared else ''}."
