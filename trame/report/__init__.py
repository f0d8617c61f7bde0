"""Bilan d'activité: nine sections that quote the figures, edited, frozen when published."""
