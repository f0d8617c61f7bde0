"""The filters of the page of statistics: declared once, codes in the address, each value read by itself."""

from .asked import filters_from
from .axes import AXES, Axis
from .chosen import Filters

__all__ = ["AXES", "Axis", "Filters", "filters_from"]
