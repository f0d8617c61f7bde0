"""The nouns of interchange, each defined beside what uses it."""

from .imports.models import ImportBatch

__all__ = ["ImportBatch"]
