"""The declared indicators: pure data. Their codes and the meaning of a version never change once published."""

from .breakdowns import BREAKDOWNS
from .coordination import COORDINATION
from .facets import FACETS
from .procedures import OF_PROCEDURES
from .public import PUBLIC
from .totals import TOTALS

__all__ = ["BREAKDOWNS", "COORDINATION", "FACETS", "OF_PROCEDURES", "PUBLIC", "TOTALS"]
