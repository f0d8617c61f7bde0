"""What the page of statistics shows: headlines, then sections of charts; a chart with nothing stated is left out."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from django.utils import timezone

from trame.people.readers import Reader
from trame.reference.nomenclatures import PROCEDURE_TOPICS
from trame.ui.charts import Chart, Headline

from . import charting
from .engine import compute
from .figures import Figure, Row
from .filters import Filters
from .headlines import above_charts, headlines, of_coordination, origin_lines
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
Lines: TypeAlias = tuple[tuple[Asked, ...], ...]
Layout: TypeAlias = dict[tuple[str, str], Lines]
LAYOUT: Layout = {
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
    ("demarches", "Démarches suivies"): (
        (Asked("procedures_by_operator", "Organismes", "Organisme"),),
        (Asked("procedures_by_domain", "Domaines", "Domaine"), Asked("procedures_by_outcome", "Issues", "Issue")),
        (
            Asked("procedures_by_manner", "Manières", "Manière"),
            Asked("procedures_by_mandate", "Mandats, à la place de la personne", "Mandat"),
        ),
        (Asked("procedures_by_blocking", "Ce qui bloque", "Raison"),),
    ),
    ("cadre", "Cadre et accès"): (
        (Asked("attendances_by_setting", "Cadre", "Cadre"), Asked("attendances_by_access_mode", "Accès", "Accès")),
        (
            Asked("attendances_by_payment", "Paiement", "Paiement"),
            Asked("attendances_by_public_kind", "Types de public", "Public"),
        ),
        (Asked("attendances_by_origin", "Orientées par", "Par"),),
    ),
    ("depart", "Équipement et aisance"): (
        (
            Asked("attendances_by_equipment", "Équipement au départ", "Équipement"),
            Asked("attendances_by_connection_at_start", "Connexion au départ", "Connexion"),
        ),
        (
            Asked("attendances_by_skill_at_start", "Aisance au départ", "Aisance"),
            Asked("attendances_by_skill_after", "Aisance après", "Aisance"),
        ),
    ),
    ("temps", "Temps"): ((Asked("minutes_by_nature", "Temps par nature", "Nature"),),),
    ("tags", "Tags"): ((Asked("attendances_by_tag", "", "Tag"),),),
}
# Section → the totals above its charts.
TOTALS_OF = {"demarches": ("procedures",), "depart": ("skill_progress",), "temps": ("half_days",)}
# The fewest known rows that make a chart worth drawing, where one says nothing new.
FEWEST_ROWS = {"minutes_by_nature": 2}
COORDINATION: Layout = {
    ("coordination", "Coordination"): (
        (Asked("coordination_by_kind", "Nature", "Nature", "parts"),),
        (
            Asked("animations_by_type", "Types d’animation", "Type"),
            Asked("partners_by_type", "Structures partenaires", "Ce qu’elles sont"),
        ),
    ),
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
    headlines: list[Headline] = field(default_factory=list)


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
    coordination = _coordination(figures, filters)
    if not figures["activities"].n:
        found = [section for section in [coordination] if section.lines]
        return Page("statistics/overview.html", sections=found) if found else _nothing(scope, reader)
    before = _before(filters, scope, reader)
    by_month = _months(figures, before, filters)
    topics = Section("sujets", "Thématiques", _topics(figures, filters))
    sections = [by_month, topics, *_sections(LAYOUT, figures, filters), coordination]
    return Page(
        template="statistics/overview.html",
        headlines=headlines(figures, before, filters),
        sections=[section for section in sections if section.lines or section.headlines],
        compared=bool(before),
    )


def _nothing(scope: Scope, reader: Reader) -> Page:
    """Nothing with these filters, or nothing recorded yet: the way out is not the same."""
    last = max(scope.end, timezone.localdate())
    ever = replace(scope, start=dt.date(FIRST_YEAR, 1, 1), end=last, place_ids=())
    found = compute(ever, ["activities", "coordination_activities"], reader=reader)
    recorded = any(figure.n for figure in found.values())
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


def _coordination(figures: Mapping[str, Figure], filters: Filters) -> Section:
    """Apart from the rest: nothing of it is an accompaniment."""
    (drawn,) = _sections(COORDINATION, figures, filters)
    return replace(drawn, headlines=of_coordination(figures, filters))


def _sections(layout: Layout, figures: Mapping[str, Figure], filters: Filters) -> list[Section]:
    return [
        Section(*key, _lines(lines, figures, filters), above_charts(figures, TOTALS_OF.get(key[0], ()), filters))
        for key, lines in layout.items()
    ]


def _lines(asked_lines: Lines, figures: Mapping[str, Figure], filters: Filters) -> list[list[Drawn]]:
    known = [[asked for asked in line if _is_worth_drawing(figures[asked.code])] for line in asked_lines]
    return [
        [_drawn(asked, figures[asked.code], filters, wide=len(line) == 1) for asked in line] for line in known if line
    ]


def _is_worth_drawing(figure: Figure) -> bool:
    return len(figure.stated) >= FEWEST_ROWS.get(figure.code, 1)


def _drawn(asked: Asked, figure: Figure, filters: Filters, *, wide: bool) -> Drawn:
    chart = charting.bars_of(figure, asked.title, asked.heading, wide=wide)
    return Drawn(chart, origin_lines(figure, filters), asked.kind)


def _topics(figures: Mapping[str, Figure], filters: Filters) -> list[list[Drawn]]:
    """Digital mediation (with what is not stated), then administrative procedures; then all, if any is secondary."""
    figure, every = figures["attendances_by_topic"], figures["attendances_by_any_topic"]
    origin = origin_lines(figure, filters)
    mediation = charting.bars_of(figure, "Médiation numérique", "Thématique", wide=True, keep=_is(procedure=False))
    procedures = charting.bars_of(figure, "Démarches administratives", "Démarche", wide=True, keep=_is(procedure=True))
    procedures = replace(procedures, code=f"{figure.code}_procedures")
    lines = [[Drawn(chart, origin)] for chart in (mediation, procedures) if chart.rows]
    if every.mentions > figure.mentions:
        asked = Asked(every.code, "Sujets et sujets en filigrane", "Thématique")
        lines.append([_drawn(asked, every, filters, wide=True)])
    return lines


def _is(*, procedure: bool) -> Callable[[Row], bool]:
    return lambda row: (row.code in PROCEDURE_TOPICS) == procedure
