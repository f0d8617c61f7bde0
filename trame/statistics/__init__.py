"""Statistiques: declared indicators, the one engine that runs them, their screens."""
