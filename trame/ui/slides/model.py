"""What a deck is made of: one message per slide, which is its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Bar:
    """One bar or column. `n` None: not told, `label` says so. `before`: the same, one year earlier."""

    label: str
    n: float | None
    unknown: bool = False
    before: float | None = None


@dataclass(frozen=True, kw_only=True)
class ChartSlide:
    """`title` is the finding, a sentence; `about` says what is drawn; `base` and `source` are written below it.

    `names`: the series, one or two. `alt` is read in place of the chart, `notes` are for who speaks.
    """

    title: str
    about: str
    bars: tuple[Bar, ...]
    names: tuple[str, ...]
    base: str
    source: str
    alt: str
    notes: str = ""
    kind: Literal["bars", "columns"] = "bars"
    decimals: bool = False


@dataclass(frozen=True)
class Number:
    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class NumbersSlide:
    """Large figures, three to a row."""

    title: str
    numbers: tuple[Number, ...]
    source: str
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class TermsSlide:
    """Terms and what they mean."""

    title: str
    terms: tuple[tuple[str, str], ...]
    source: str = ""


Slide = ChartSlide | NumbersSlide | TermsSlide


@dataclass(frozen=True, kw_only=True)
class Deck:
    title: str
    organisation: str
    subtitle: str
    date_line: str
    slides: tuple[Slide, ...] = ()
    lang: str = "fr-FR"
