"""Cubes: the rows of a scope, grouped once by PostgreSQL, from which every declared formula is then added up.

A page asks some seventy figures of the same rows. Rather than a pass for each, one statement groups the rows by what
the figures need (cube by cube, only those needed); the groups are few, and Python adds them up.
"""

from .adding import Sums, cubes_of
from .cells import Cells
from .fetching import fetch

__all__ = ["Cells", "Sums", "cubes_of", "fetch"]
