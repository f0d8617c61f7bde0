"""The filters of the lists of activities: declared once, codes in the address, each item read by itself."""

from .axes import AXES, Axis
from .known import known_values, left_aside
from .reading import EVERYWHERE, NAMES, Filters, parse
from .wording import label

__all__ = ["AXES", "EVERYWHERE", "NAMES", "Axis", "Filters", "known_values", "label", "left_aside", "parse"]
