"""Croiser: two dimensions of the same accompaniments in one table, with the share of each row and of each column.

What an activity says crosses with anything. Two characteristics of people cross only where the pair is known: followed
people, and anonymous participants when nothing leaves a doubt about who is who (docs/adr/0003).
"""

from .computing import Crossing, Line, cross
from .dimensions import COLUMNS, DIMENSIONS, Dimension

__all__ = ["COLUMNS", "DIMENSIONS", "Crossing", "Dimension", "Line", "cross"]
