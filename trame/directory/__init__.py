"""Lieux: the places where mediation happens and who works there."""
