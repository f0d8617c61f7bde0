"""Snapshot: masked figures as plain data, and back. What is masked is never written.

Shape (JSON): {version, period: {code, label}, territory: name, threshold, figures: {code: FigureData}}.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from ..figures import Figure, Row
from ..indicators import INDICATORS

SNAPSHOT_VERSION = 1


class RowData(TypedDict):
    code: str
    label: str
    n: int
    unknown: bool
    masked: bool


class FigureData(TypedDict):
    label: str
    definition: str
    version: int
    n: int
    d: int
    unknown: int
    masked: bool
    rows: list[RowData]


class Snapshot(TypedDict):
    version: int
    period: dict[str, str]
    territory: str
    threshold: int
    figures: dict[str, FigureData]


def frozen(figures: Mapping[str, Figure]) -> dict[str, FigureData]:
    """What can be told of these, definitions included; what could not be computed is left out."""
    return {code: _data(figure) for code, figure in figures.items() if not figure.impossible}


def thawed(figures: Mapping[str, FigureData]) -> dict[str, Figure]:
    """The same figures, with the words of that day; those that are declared no longer are left out."""
    return {code: _figure(code, said) for code, said in figures.items() if code in INDICATORS}


def _data(figure: Figure) -> FigureData:
    return {
        "label": figure.label,
        "definition": figure.indicator.definition,
        "version": figure.indicator.version,
        "n": figure.n,
        "d": figure.d,
        "unknown": figure.unknown,
        "masked": figure.masked,
        "rows": [
            {"code": row.code, "label": row.label, "n": row.n, "unknown": row.unknown, "masked": row.masked}
            for row in figure.rows
        ],
    }


def _figure(code: str, said: FigureData) -> Figure:
    indicator = replace(
        INDICATORS[code],
        label=said["label"],
        definition=said["definition"],
        version=said["version"],
        changed_on=None,
    )
    rows = tuple(Row(row["code"], row["label"], row["n"], row["unknown"], row["masked"]) for row in said["rows"])
    return Figure(indicator, said["n"], said["d"], said["unknown"], rows, masked=said["masked"])
