"""Liens de partage: one hashed, expiring, revocable secret for every page shown to who has no account."""
