"""Trame's own full file: one row per activity, with all that was typed, and nobody who was accompanied."""
