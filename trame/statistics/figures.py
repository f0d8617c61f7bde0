"""Figure: what an indicator is worth over a scope."""

from dataclasses import dataclass
from typing import Any

from .declared import Indicator, Reading


@dataclass(frozen=True)
class Row:
    """One value of a breakdown; `unknown` marks the row of what is not stated.

    `masked`: the number is told to nobody outside the structure; `n` is then 0 and means nothing.
    """

    code: str
    label: str
    n: int
    unknown: bool = False
    masked: bool = False


@dataclass(frozen=True)
class Figure:
    """`n` over `d`, in the indicator's unit, with what is not stated and the rows of a breakdown (else empty).

    A breakdown's `n` is what is stated: d − unknown (redirections: people redirected).
    `impossible`: why it cannot be computed over this scope, a French sentence; `masked`: it is not told outside the
    structure. With either, `n`, `d` and `unknown` are 0 and mean nothing.
    `crossable`: with a filter on people, of the d people of a breakdown by something else that people are, those of
    whom both are known; the others are in `unknown`.
    """

    indicator: Indicator
    n: int
    d: int
    unknown: int
    rows: tuple[Row, ...] = ()
    impossible: str = ""
    masked: bool = False
    crossable: int | None = None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def label(self) -> str:
        return self.indicator.label

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def base(self) -> str:
        return self.indicator.base.sentence

    @property
    def is_ratio(self) -> bool:
        """Whether n ÷ d is what one reads, rather than n."""
        return self.indicator.reading is not Reading.NUMBER

    @property
    def stated(self) -> tuple[Row, ...]:
        """The rows less the one of what is not stated."""
        return tuple(row for row in self.rows if not row.unknown)

    @property
    def mentions(self) -> int:
        """Sum of the stated rows: more than `n` when one attendance counts in several."""
        return sum(row.n for row in self.stated)

    def as_dict(self) -> dict[str, Any]:
        """{label, n, d, unknown, unit, base, rows: [{code, label, n}]}, ready for JSON.

        Also « impossible » and « crossable », where they say something.
        """
        more = {"impossible": self.impossible or None, "crossable": self.crossable}
        return {
            "label": self.label,
            "n": self.n,
            "d": self.d,
            "unknown": self.unknown,
            "unit": self.unit,
            "base": self.base,
            "rows": [{"code": row.code, "label": row.label, "n": row.n} for row in self.rows],
            **{name: value for name, value in more.items() if value is not None},
        }
