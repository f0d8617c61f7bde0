"""Faits: flat, nameless, read-only SQL views over what was captured."""
