"""INDICATORS: every declared figure by its code, in the order they are shown and printed."""

from .declarations import BREAKDOWNS, COORDINATION, FACETS, FOLLOW_UP, OF_PROCEDURES, PUBLIC, RHYTHM, TEAM, TOTALS
from .declared import Base, Indicator, Order, Reading

__all__ = ["INDICATORS", "Base", "Indicator", "Order", "Reading"]

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for group in (TOTALS, BREAKDOWNS, PUBLIC, FOLLOW_UP, FACETS, OF_PROCEDURES, RHYTHM, TEAM, COORDINATION)
    for indicator in group
}
