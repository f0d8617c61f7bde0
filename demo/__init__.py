"""Démonstration: a fictional but realistic département, deterministic."""
