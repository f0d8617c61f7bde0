"""Phrase rapide: one sentence of French read into the fields of a record by rules alone: no clock, no network.

`parser.understand(phrase, around)` gives an `Understood`. Each recogniser takes words of a `Reading`; a word gives
something once, or is shown as not understood. Where two readings are possible, none is chosen: it is told.
"""

from .known import KnownCommune, KnownPlace, Surroundings
from .parser import understand
from .understood import Span, Understood

__all__ = ["KnownCommune", "KnownPlace", "Span", "Surroundings", "Understood", "understand"]
