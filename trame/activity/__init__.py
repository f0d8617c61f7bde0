"""Saisie: activities, attendances, beneficiaries, tags; the only writer of what happened."""
