"""What a page of masked figures shows: one table of the lattice, what may be asked besides, and why some is masked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from trame.reference.labels import NOMENCLATURE_DIMENSIONS, labels
from trame.ui.charts import Chart, Headline
from trame.ui.typography import number, period

from ..charting import MASKED, bars_of
from ..figures import Figure, Row
from ..indicators import INDICATORS, Indicator, Order
from ..network_page import named_months
from .audiences import told_of
from .dimensions import DIMENSIONS, Dimension
from .disclosure import Disclosure, Told
from .lattice import EVERYWHERE, Span, latest_over, quarter_span, span_from, spans_of
from .nodes import NOT_STATED
from .tables import Audience
from .territories import WHOLE, Territory, in_order, named

YEARS_OFFERED = 5
MASKED_WORD = MASKED


@dataclass(frozen=True)
class Asked:
    """One request of the lattice; `notes`: what was asked and is left aside."""

    span: Span
    territory: str
    dimension: Dimension
    notes: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        asked = {"periode": self.span.code, "territoire": self.territory, "par": self.dimension.code}
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True)
class OutsidePage:
    asked: Asked
    figure: Figure
    chart: Chart | None
    headline: Headline
    why: str
    left_out: str
    spans: Mapping[str, Sequence[Span]]
    territories: Sequence[Territory]
    dimensions: Sequence[Dimension]
    has_something: bool

    @property
    def territory_name(self) -> str:
        return next(territory.name for territory in self.territories if territory.code == self.asked.territory)


def asked_from(query: QueryDict, today: dt.date) -> Asked:
    """What the address asks; what is not of the lattice is left aside, and said."""
    notes: list[str] = []
    span = span_from(query.get("periode", ""))
    if span is None or not span.is_over(today) or span.year <= today.year - YEARS_OFFERED:
        if query.get("periode"):
            notes.append("La période demandée ne se lit pas, ou pas encore : en voici une autre.")
        span = latest_over(today)
    dimension = DIMENSIONS.get(query.get("par", ""))
    if dimension is None:
        if query.get("par"):
            notes.append("La répartition demandée n’existe pas : en voici une autre.")
        dimension = next(iter(DIMENSIONS.values()))
    territory = query.get("territoire", "")
    if span.is_month and territory:
        span = quarter_span(span.year, span.quarter)
        notes.append(f"Un territoire se lit sur un trimestre ou une année, jamais sur un mois : voici le {span.label}.")
    return Asked(span, territory, dimension, tuple(notes))


def build_outside_page(audience: Audience, asked: Asked, today: dt.date) -> OutsidePage:
    """The table asked, as this audience is told it."""
    disclosure = told_of(audience, asked.dimension, year=asked.span.year, today=today)
    children = disclosure.children
    if asked.territory not in {EVERYWHERE, *(code for found in children.values() for code in found)}:
        asked = replace(
            asked,
            territory=EVERYWHERE,
            notes=(*asked.notes, "Le territoire demandé n’a pas d’activité cette année-là : voici tout le territoire."),
        )
    told = disclosure.table(asked.span, asked.territory)
    territories = in_order(children)
    figure = figure_of(asked.dimension, told)
    return OutsidePage(
        asked=asked,
        figure=figure,
        chart=_chart(figure, asked.dimension) if told.tells_rows else None,
        headline=_headline(told, asked, next(each.name for each in territories if each.code == asked.territory)),
        why=_why(told),
        left_out=_left_out(disclosure, asked.span),
        spans={str(year): spans_of(year, today) for year in _years(today)},
        territories=territories,
        dimensions=list(DIMENSIONS.values()),
        has_something=told.total != 0,
    )


def _years(today: dt.date) -> list[int]:
    years = range(today.year, today.year - YEARS_OFFERED, -1)
    return [year for year in years if spans_of(year, today)]


def _headline(told: Told, asked: Asked, where: str) -> Headline:
    total = INDICATORS["attendances"]
    return Headline(
        code=total.code,
        label=total.label,
        value=MASKED_WORD if told.total is None else number(told.total),
        detail=f"{asked.span.label}, {where if asked.territory else WHOLE.lower()}",
        definition=total.definition,
        period=period(asked.span.start, asked.span.end),
        source="Trame, saisies de toutes ces structures, sans les mois où elles sont trop peu nombreuses",
    )


def figure_of(dimension: Dimension, told: Told) -> Figure:
    """The table as a figure: masked rows last, and nothing that would let compute them."""
    indicator = _indicator(dimension)
    if told.total is None:
        return Figure(indicator, 0, 0, 0, masked=True)
    names = _names(dimension, [code for code in told.rows if code])
    rows = [
        Row(code, names.get(code, code), n or 0, masked=n is None)
        for code, n in told.rows.items()
        if code != NOT_STATED
    ]
    rows.sort(key=lambda row: (row.masked, *_rank(indicator, row)))
    unknown = told.rows.get(NOT_STATED, 0)
    if unknown != 0:
        rows.append(Row("", indicator.unknown_label, unknown or 0, unknown=True, masked=unknown is None))
    rows.sort(key=lambda row: row.masked)
    return Figure(indicator, told.total - (unknown or 0), told.total, unknown or 0, tuple(rows))


def _indicator(dimension: Dimension) -> Indicator:
    indicator = INDICATORS[dimension.indicator]
    if dimension.code != "residence":
        return indicator
    return replace(
        indicator,
        label="Accompagnements par territoire de résidence",
        definition="Accompagnements selon l’intercommunalité où habite la personne, coupée par département.",
    )


def _names(dimension: Dimension, codes: Sequence[str]) -> dict[str, str]:
    if dimension.code == "residence":
        return named(codes)
    return labels(INDICATORS[dimension.indicator].dimension or "", codes, None)


def _rank(indicator: Indicator, row: Row) -> tuple[int, str]:
    nomenclature = NOMENCLATURE_DIMENSIONS.get(indicator.dimension or "")
    if indicator.order is Order.NOMENCLATURE and nomenclature:
        return list(nomenclature.values).index(row.code), ""
    return -row.n, row.label


def _chart(figure: Figure, dimension: Dimension) -> Chart:
    return bars_of(figure, "", dimension.heading, wide=True)  # the section has the title


def _why(told: Told) -> str:
    if not told.hides_some:
        return ""
    return (
        f"« {MASKED_WORD.capitalize()} » : moins de {settings.MASKING_THRESHOLD} accompagnements, trop peu de "
        "structures, ou un nombre qui permettrait d’en retrouver un par soustraction."
    )


def _left_out(disclosure: Disclosure, span: Span) -> str:
    months = sorted(month for month in disclosure.left_out if f"{span.start:%Y-%m}" <= month <= f"{span.end:%Y-%m}")
    if not months:
        return ""
    names = named_months(months)
    one = len(months) == 1
    return (
        f"Sans {names}, qui ne {'réunit' if one else 'réunissent'} pas assez de structures ou de personnes : "
        f"{'ce mois ne compte' if one else 'ces mois ne comptent'} dans aucun chiffre de cette page."
    )
