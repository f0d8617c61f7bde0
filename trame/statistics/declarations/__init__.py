"""The declared indicators: pure data. Their codes and the meaning of a version never change once published."""

from .breakdowns import BREAKDOWNS
from .coordination import COORDINATION
from .facets import FACETS
from .follow_up import FOLLOW_UP
from .procedures import OF_PROCEDURES
from .public import PUBLIC
from .rhythm import RHYTHM
from .team import TEAM
from .totals import TOTALS

__all__ = ["BREAKDOWNS", "COORDINATION", "FACETS", "FOLLOW_UP", "OF_PROCEDURES", "PUBLIC", "RHYTHM", "TEAM", "TOTALS"]
