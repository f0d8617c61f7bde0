"""What « Citer un chiffre » offers: each figure with its token and its value today."""

from dataclasses import dataclass

from trame.statistics.indicators import INDICATORS

from .compose import quote
from .snapshot import Snapshot


@dataclass(frozen=True)
class Quotable:
    """`token` is written in the text; `label` and `value` are what the person reads."""

    token: str
    label: str
    value: str


@dataclass(frozen=True)
class Group:
    label: str
    figures: tuple[Quotable, ...]


def groups(snapshot: Snapshot) -> list[Group]:
    """The totals first, then each breakdown with its non-empty rows."""
    figures = snapshot["figures"]
    totals = [code for code in figures if code in INDICATORS and INDICATORS[code].dimension is None]
    found = [Group("Totaux", tuple(_quotable(snapshot, code, "", figures[code]["label"]) for code in totals))]
    for code, figure in figures.items():
        rows = [row for row in figure["rows"] if row["n"] and row["code"]]
        if rows:
            quotables = (_quotable(snapshot, code, row["code"], row["label"]) for row in rows[:40])
            found.append(Group(figure["label"], tuple(quotables)))
    return found


def _quotable(snapshot: Snapshot, code: str, row: str, label: str) -> Quotable:
    token = f"[chiffre:{code}/{row}]" if row else f"[chiffre:{code}]"
    return Quotable(token, label, quote(snapshot, code, row))
