"""Personnes et structures: users, organisations, memberships, sign-in."""
