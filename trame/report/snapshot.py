"""Snapshot: everything a bilan says, as plain data. A draft takes it anew each time; a publication keeps one for good.

Shape (JSON): {version, organisation, year, recipient, taken_on, period: {start, end}, territory: {...},
figures: {code: {label, definition, unit, base, version, multiple, is_part, n, d, unknown, rows: [RowData]}},
sections: [{number, title, guidance, kept, html, figures: [code]}]}.
"""

import datetime as dt
from typing import NotRequired, TypedDict

from django.utils import timezone

from trame.directory.models import Place
from trame.people.models import Organisation
from trame.people.readers import Reader
from trame.statistics import engine
from trame.statistics.figures import Figure
from trame.statistics.headlines import ratio_in_words
from trame.statistics.indicators import INDICATORS
from trame.ui.typography import NBSP

from .models import Report, Section
from .sections import SECTION_KINDS

SNAPSHOT_VERSION = 1


class RowData(TypedDict):
    code: str
    label: str
    n: int
    unknown: bool
    shown: NotRequired[str]  # in place of n, when what is shared masks it (masking.py); never frozen


class FigureData(TypedDict):
    label: str
    definition: str
    unit: str
    base: str
    version: int
    multiple: bool
    is_part: bool
    n: int
    d: int
    unknown: int
    rows: list[RowData]
    value: NotRequired[str]  # of a mean or a rate: what is read, typeset
    masked: NotRequired[bool]


class SectionData(TypedDict):
    number: int
    title: str
    guidance: str
    kept: bool
    html: str
    figures: list[str]


class TerritoryData(TypedDict):
    commune: str
    departement: str
    region: str
    epci: str
    population: int | None
    epci_population: int | None
    places: int


class Snapshot(TypedDict):
    version: int
    organisation: str
    year: int
    recipient: str
    taken_on: str
    period: dict[str, str]
    territory: TerritoryData
    figures: dict[str, FigureData]
    sections: list[SectionData]


def take(report: Report, reader: Reader) -> Snapshot:
    """What the report says now, with the figures `reader` may see; a year still running stops today."""
    today = timezone.localdate()
    start, end = dt.date(report.year, 1, 1), min(dt.date(report.year, 12, 31), max(today, dt.date(report.year, 1, 1)))
    return {
        "version": SNAPSHOT_VERSION,
        "organisation": report.organisation.name,
        "year": report.year,
        "recipient": report.recipient,
        "taken_on": today.isoformat(),
        "period": {"start": start.isoformat(), "end": end.isoformat()},
        "territory": _territory(report.organisation),
        "figures": figures_of(report.organisation, start, end, reader),
        "sections": [_section(section) for section in sections_of(report)],
    }


def sections_of(report: Report) -> list[Section]:
    """The nine sections, in order; those of a report never saved are new."""
    if report.pk:
        return list(report.sections.all())
    return [Section(report=report, number=kind.number, figures=list(kind.figures)) for kind in SECTION_KINDS]


def figures_of(organisation: Organisation, start: dt.date, end: dt.date, reader: Reader) -> dict[str, FigureData]:
    """Every figure of one organisation over [start, end], with its definition, less those told inside only."""
    scope = engine.scope_for(reader, organisation_ids=[organisation.pk], start=start, end=end)
    codes = [code for code, indicator in INDICATORS.items() if not indicator.inside]
    found = engine.compute(scope, codes, reader=reader)
    return {code: _figure(figure) for code, figure in found.items()}


def _figure(figure: Figure) -> FigureData:
    data: FigureData = {
        "label": figure.label,
        "definition": figure.indicator.definition,
        "unit": figure.unit,
        "base": figure.base,
        "version": figure.indicator.version,
        "multiple": figure.indicator.multiple,
        "is_part": figure.indicator.is_part,
        "n": figure.n,
        "d": figure.d,
        "unknown": figure.unknown,
        "rows": [{"code": row.code, "label": row.label, "n": row.n, "unknown": row.unknown} for row in figure.rows],
    }
    if figure.is_ratio:
        words = ratio_in_words(figure)
        data["value"] = f"{words['value']} {words.get('unit', '')}".strip().replace(" ", NBSP, 1)
    return data


def _section(section: Section) -> SectionData:
    return {
        "number": section.number,
        "title": section.kind.title,
        "guidance": section.kind.guidance,
        "kept": section.kept,
        "html": section.body,
        "figures": list(section.figures),
    }


def _territory(organisation: Organisation) -> TerritoryData:
    commune = organisation.commune
    return {
        "commune": commune.name,
        "departement": commune.departement.name,
        "region": commune.departement.region.name,
        "epci": commune.epci.name if commune.epci else "",
        "population": commune.population,
        "epci_population": commune.epci.population if commune.epci else None,
        "places": Place.objects.filter(organisation=organisation, closed_on=None).count(),
    }
