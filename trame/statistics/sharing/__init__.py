"""Partage: the figures of one structure, masked and frozen, for who has a link and no account."""
