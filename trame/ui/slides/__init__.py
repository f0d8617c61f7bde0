"""Slides: one model, written as a PPTX whose charts are native. Knows no domain: texts come typeset."""

from .model import Bar, ChartSlide, Deck, Number, NumbersSlide, Slide, TermsSlide
from .pptx import MIME_TYPE, to_pptx

__all__ = [
    "MIME_TYPE",
    "Bar",
    "ChartSlide",
    "Deck",
    "Number",
    "NumbersSlide",
    "Slide",
    "TermsSlide",
    "to_pptx",
]
