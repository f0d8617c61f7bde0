"""Invented data at the size of a région or of the country, to measure with: deterministic, copied into the tables.

Everything is drawn from the shares of `demo.shares`. Days come in order and mediators mix within a day, as years of
real records do: rows that a page reads lie all over the tables, never side by side because one loop wrote them so.
"""

import datetime as dt
from dataclasses import dataclass

START, END = dt.date(2023, 1, 1), dt.date(2026, 6, 30)
BRETAGNE = ("22", "29", "35", "56")
TEAM = 30


@dataclass(frozen=True)
class Size:
    """`departements`: where the teams work, shared by population; none named: everywhere."""

    mediators: int
    activities: int
    departements: tuple[str, ...] = ()


SIZES = {
    "region": Size(mediators=600, activities=360_000, departements=BRETAGNE),
    "national": Size(mediators=5_000, activities=3_000_000),
}
