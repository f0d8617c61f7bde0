"""What the page of statistics shows: headlines, then sections of charts; a chart with nothing stated is left out."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.utils import timezone

from trame.people.readers import Reader
from trame.reference.nomenclatures import PROCEDURE_TOPICS
from trame.ui.charts import Chart, Headline

from . import charting
from .engine import compute
from .figures import Figure, Row
from .filters import Filters
from .headlines import headlines, origin_lines
from .periods import FIRST_YEAR
from .scopes import Scope

COMPARED = ("attendances", "activities", "minutes", "attendances_by_month")


@dataclass(frozen=True)
class Asked:
    """A breakdown to draw: its code, the title above it and the heading of its table's first column."""

    code: str
    title: str
    heading: str
    kind: str = "bars"


# Section (code, title) → its lines; the charts of one line are side by side.
LAYOUT: dict[tuple[str, str], tuple[tuple[Asked, ...], ...]] = {
    ("publics", "Publics"): (
        (Asked("attendances_by_gender", "Genre", "Genre", "parts"),),
        (Asked("attendances_by_age", "Âge", "Tranche"), Asked("attendances_by_status", "Statut", "Statut")),
        (Asked("attendances_by_residence", "Communes de résidence", "Commune"),),
    ),
    ("moyens", "Où, comment, combien de temps"): (
        (Asked("attendances_by_channel", "Canal", "Canal"), Asked("attendances_by_duration", "Durée", "Durée")),
        (Asked("attendances_by_place", "Lieux d’activité", "Lieu"),),
        (Asked("attendances_by_commune", "Communes d’activité", "Commune"),),
        (Asked("attendances_by_material", "Matériel", "Matériel"),),
    ),
    ("suites", "Autonomie et suites"): (
        (
            Asked("activities_by_autonomy", "Autonomie", "Autonomie"),
            Asked("activities_by_redirection", "Réorientations", "Vers"),
        ),
    ),
    ("tags", "Tags"): ((Asked("attendances_by_tag", "", "Tag"),),),
}


@dataclass(frozen=True)
class Drawn:
    """A chart, the way it is drawn ('bars', 'parts' or 'months'), and where its figures come from: (term, text)."""

    chart: Chart
    origin: list[tuple[str, str]]
    kind: str = "bars"


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    lines: list[list[Drawn]]


@dataclass(frozen=True)
class Page:
    """`template` says whether there is something to show, and otherwise why not."""

    template: str
    headlines: list[Headline] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    compared: bool = False


def build_page(filters: Filters, reader: Reader) -> Page:
    """Compute and lay out every figure of `filters` that `reader` may see."""
    scope = filters.scope(reader)
    figures = compute(scope, reader=reader)
    if not figures["activities"].n:
        return _nothing(scope, reader)
    before = _before(filters, scope, reader)
    by_month = _months(figures, before, filters)
    topics = Section("sujets", "Thématiques", _topics(figures["attendances_by_topic"], filters))
    sections = [by_month, topics, *(_section(key, figures, filters) for key in LAYOUT)]
    return Page(
        template="statistics/overview.html",
        headlines=headlines(figures, before, filters),
        sections=[section for section in sections if section.lines],
        compared=bool(before),
    )


def _nothing(scope: Scope, reader: Reader) -> Page:
    """Nothing with these filters, or nothing recorded yet: the way out is not the same."""
    last = max(scope.end, timezone.localdate())
    ever = replace(scope, start=dt.date(FIRST_YEAR, 1, 1), end=last, place_ids=())
    recorded = compute(ever, ["activities"], reader=reader)["activities"].n
    return Page("statistics/nothing_here.html" if recorded else "statistics/empty.html")


def _before(filters: Filters, scope: Scope, reader: Reader) -> Mapping[str, Figure]:
    """Some figures at the same dates one year earlier; nothing when nothing was recorded then."""
    if not filters.period.is_comparable:
        return {}
    start, end = filters.period.before
    figures = compute(replace(scope, start=start, end=end), COMPARED, reader=reader)
    return figures if figures["activities"].n else {}


def _months(figures: Mapping[str, Figure], before: Mapping[str, Figure], filters: Filters) -> Section:
    figure = figures["attendances_by_month"]
    chart = charting.months_of(figure, before.get("attendances_by_month"), filters.period)
    kind = "months" if len(chart.rows) <= charting.MONTHS_DRAWN else "bars"
    return Section("mois", "Mois par mois", [[Drawn(chart, origin_lines(figure, filters), kind)]])


def _section(key: tuple[str, str], figures: Mapping[str, Figure], filters: Filters) -> Section:
    drawn = [
        [
            _drawn(asked, figures[asked.code], filters, wide=len(line) == 1)
            for asked in line
            if figures[asked.code].stated
        ]
        for line in LAYOUT[key]
    ]
    return Section(*key, [line for line in drawn if line])


def _drawn(asked: Asked, figure: Figure, filters: Filters, *, wide: bool) -> Drawn:
    chart = charting.bars_of(figure, asked.title, asked.heading, wide=wide)
    return Drawn(chart, origin_lines(figure, filters), asked.kind)


def _topics(figure: Figure, filters: Filters) -> list[list[Drawn]]:
    """Digital mediation (with what is not stated), then administrative procedures."""
    origin = origin_lines(figure, filters)
    mediation = charting.bars_of(figure, "Médiation numérique", "Thématique", wide=True, keep=_is(procedure=False))
    procedures = charting.bars_of(figure, "Démarches administratives", "Démarche", wide=True, keep=_is(procedure=True))
    procedures = replace(procedures, code=f"{figure.code}_procedures")
    return [[Drawn(chart, origin)] for chart in (mediation, procedures) if chart.rows]


def _is(*, procedure: bool) -> Callable[[Row], bool]:
    return lambda row: (row.code in PROCEDURE_TOPICS) == procedure
