"""Masquage: what may be told outside a structure, so that no small number is shown nor found by difference."""
