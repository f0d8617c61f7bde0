"""What each figure of a file means: the same words as docs/indicators.md and « D’où vient ce chiffre ? »."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trame.ui.typography import typeset

from ..figures import Figure
from .gathered import MASKED, Gathered


@dataclass(frozen=True, kw_only=True)
class Definition:
    """`state`: why the figure has no number here, else empty."""

    code: str
    label: str
    definition: str
    unit: str
    base: str
    unknown_rule: str
    version: int
    source: str
    state: str = ""


def definitions(gathered: Gathered) -> tuple[Definition, ...]:
    """One per figure that the file shows or that cannot be computed, in the declared order."""
    shown = {block.figure.code for block in gathered.blocks} | {total.figure.code for total in gathered.totals}
    return tuple(
        definition_of(figure)
        for figure in gathered.figures.values()
        if figure.code in shown or figure.impossible or figure.masked
    )


def definition_of(figure: Figure) -> Definition:
    indicator = figure.indicator
    return Definition(
        code=indicator.code,
        label=typeset(indicator.label),
        definition=typeset(indicator.definition),
        unit=indicator.unit,
        base=typeset(indicator.base.sentence),
        unknown_rule=typeset(indicator.unknown_rule),
        version=indicator.version,
        source=typeset(indicator.source),
        state=typeset(figure.impossible) or (MASKED if figure.masked else ""),
    )


def each_once(figures: Iterable[Figure]) -> tuple[Definition, ...]:
    """Of these figures, in their order."""
    return tuple(definition_of(figure) for figure in {figure.code: figure for figure in figures}.values())
