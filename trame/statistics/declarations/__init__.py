"""The declared indicators: pure data. Their codes and the meaning of a version never change once published."""

from .breakdowns import BREAKDOWNS
from .public import PUBLIC
from .totals import TOTALS

__all__ = ["BREAKDOWNS", "PUBLIC", "TOTALS"]
