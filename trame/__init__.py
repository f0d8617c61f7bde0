"""Trame : saisir une fois l'activité de médiation numérique, en tirer tout le reste."""
