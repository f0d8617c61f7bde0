"""INDICATORS: every declared figure by its code, in the order they are shown and printed."""

from .declarations import BREAKDOWNS, COORDINATION, FACETS, OF_PROCEDURES, PUBLIC, TOTALS
from .declared import Base, Indicator, Order

__all__ = ["INDICATORS", "Base", "Indicator", "Order"]

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator for indicator in (*TOTALS, *BREAKDOWNS, *PUBLIC, *FACETS, *OF_PROCEDURES, *COORDINATION)
}
